namespace ImageAnalytics.Training.Evaluation.Faces;

/// <summary>How well faces are told apart. Figures are 0 to 1; those that do not apply are null.</summary>
public sealed record FaceFigures
{
    /// <summary>The part of the pairs that are told same or different rightly; each fold with the threshold that is best for the others.</summary>
    public double? PairsAccuracy { get; init; }

    /// <summary>The figure of each fold, in their order.</summary>
    public IReadOnlyList<FoldAccuracy> Folds { get; init; } = [];

    /// <summary>The part of the pairs that are told apart rightly at the tolerance of the model's card, as a pipeline does; null without one.</summary>
    public double? PairsAtTolerance { get; init; }

    /// <summary>How many pairs were judged.</summary>
    public int Pairs { get; init; }

    /// <summary>The part of the queries whose nearest known picture is of the same person.</summary>
    public double? Rank1 { get; init; }

    /// <summary>Pictures of known people that were asked for.</summary>
    public int Queries { get; init; }

    /// <summary>People of whom a picture is known.</summary>
    public int People { get; init; }

    /// <summary>For each person by number, queries and how many were told rightly; without those of whom there was no query.</summary>
    public IReadOnlyList<PersonFigures> Persons { get; init; } = [];

    /// <summary>Each pair, or each picture that was asked for with the nearest known one.</summary>
    public IReadOnlyList<ComparedFaces> Compared { get; init; } = [];

    /// <summary>Pictures in which no face was found: unlike every other, so never known, and in pairs always of different people.</summary>
    public int WithoutFace { get; init; }
}
