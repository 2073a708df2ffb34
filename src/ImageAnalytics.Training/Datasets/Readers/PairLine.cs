namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>A line of a list of pairs.</summary>
/// <param name="First">One picture.</param>
/// <param name="Second">The other.</param>
/// <param name="Index">Its place among the pairs, from 0; decides its fold.</param>
internal sealed record PairLine(PairFace First, PairFace Second, int Index);
