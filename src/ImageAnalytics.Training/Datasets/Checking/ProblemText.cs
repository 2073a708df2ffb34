namespace ImageAnalytics.Training.Datasets.Checking;

/// <summary>What kinds of problems are called on pages and terminals.</summary>
public static class ProblemText
{
    /// <summary>A few words for a kind.</summary>
    public static string Of(DatasetProblemKind kind) => kind switch
    {
        DatasetProblemKind.MissingImage => "pictures that are not there",
        DatasetProblemKind.MissingLabels => "pictures without labels",
        DatasetProblemKind.BrokenLabels => "labels that cannot be read",
        DatasetProblemKind.UnknownClass => "labels that name no class",
        DatasetProblemKind.EmptyBox => "boxes without extent, dropped",
        DatasetProblemKind.BoxOutside => "boxes beyond their picture, cut or dropped",
        DatasetProblemKind.BrokenMask => "masks that cannot be used",
        DatasetProblemKind.BrokenImage => "broken pictures",
        DatasetProblemKind.WrongSize => "pictures of another size than their labels",
        DatasetProblemKind.Leak => "pictures in two splits",
        DatasetProblemKind.EmptyClass => "classes without an example",
        DatasetProblemKind.AlikeClasses => "classes that differ in capitals alone",
        _ => kind.ToString(),
    };
}
