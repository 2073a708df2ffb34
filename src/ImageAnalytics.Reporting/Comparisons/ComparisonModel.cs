using ImageAnalytics.Results.Comparing;

namespace ImageAnalytics.Reporting.Comparisons;

/// <summary>Everything that the page of a comparison shows. Equal models give byte-equal pages.</summary>
/// <remarks>Texts may come from anyone (file names, labels): all are encoded when the page is made.</remarks>
public sealed record ComparisonModel
{
    /// <summary>The earlier run.</summary>
    public required ComparisonSide Before { get; init; }

    /// <summary>The later run.</summary>
    public required ComparisonSide After { get; init; }

    /// <summary>The figures.</summary>
    public required RunComparison Figures { get; init; }

    /// <summary>How was compared.</summary>
    public required ComparisonOptions Options { get; init; }

    /// <summary>The images that are shown side by side, in this order.</summary>
    public IReadOnlyList<ComparisonPair> Pairs { get; init; } = [];

    /// <summary>Whether two steps of one run are compared, such as two models on one folder.</summary>
    public bool IsOneRun => Before.Run.Folder == After.Run.Folder;

    /// <summary>Images that differ.</summary>
    public long Changes => Figures.Images.Values.Sum();

    /// <summary>The headline.</summary>
    public string Title => (IsOneRun, Figures.Steps) switch
    {
        (true, [{ } only]) => $"{only.Steps.Before} and {only.Steps.After} on the same images",
        (true, _) => $"{After.Run.Pipeline}: steps compared",
        (false, _) when Before.Run.Pipeline == After.Run.Pipeline => $"{After.Run.Pipeline}: what changed",
        _ => $"{Before.Run.Pipeline} and {After.Run.Pipeline} compared",
    };

    /// <summary>What the two sides are called.</summary>
    public (string Before, string After) Names => (IsOneRun, Figures.Steps) switch
    {
        (true, [{ } only]) when only.Steps.Before != only.Steps.After => (only.Steps.Before, only.Steps.After),
        (false, _) when Before.Run.Finished <= After.Run.Finished => ("earlier run", "later run"),
        _ => ("first", "second"),
    };
}
