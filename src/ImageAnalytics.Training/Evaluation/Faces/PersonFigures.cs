namespace ImageAnalytics.Training.Evaluation.Faces;

/// <summary>How well one person is recognised.</summary>
/// <param name="ClassId">The person, as the data number them.</param>
/// <param name="Queries">Pictures that were asked for.</param>
/// <param name="Right">Those of which the nearest known picture is of this person.</param>
public sealed record PersonFigures(int ClassId, int Queries, int Right);
