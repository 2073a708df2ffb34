namespace ImageAnalytics.Training.Evaluation.Classification;

/// <summary>What a classifier said about a picture whose class is known.</summary>
/// <param name="Name">The picture's name in the data.</param>
/// <param name="Truth">Its class, as the data number them.</param>
/// <param name="Said">The model's answers, the surest first: the class of the data, or <see cref="ClassMatch.Other"/>, and the label as the model spells it.</param>
public sealed record ClassifiedPicture(string Name, int Truth, IReadOnlyList<SaidClass> Said)
{
    /// <summary>Whether the surest answer is right.</summary>
    public bool IsRight => Said.Count > 0 && Said[0].ClassId == Truth;
}
