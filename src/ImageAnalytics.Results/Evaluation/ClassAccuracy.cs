namespace ImageAnalytics.Results.Evaluation;

/// <summary>The figures of one class.</summary>
/// <param name="ClassId">Number of the class.</param>
/// <param name="Objects">True objects, crowds not counted.</param>
/// <param name="AveragePrecision">Mean of the average precision over the IoU thresholds 0.50, 0.55 … 0.95; 0 to 1.</param>
/// <param name="AtIoU50">The average precision at IoU 0.50; 0 to 1.</param>
/// <param name="AtIoU75">The average precision at IoU 0.75; 0 to 1.</param>
public sealed record ClassAccuracy(int ClassId, int Objects, double AveragePrecision, double AtIoU50, double AtIoU75);
