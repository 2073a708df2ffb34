namespace ImageAnalytics.Reporting.Data;

/// <summary>What a page about labelled data shows.</summary>
public sealed record DataPageModel
{
    /// <summary>The page's title.</summary>
    public required string Title { get; init; }

    /// <summary>Where the data are.</summary>
    public required string Source { get; init; }

    /// <summary>Figures: name, value, and <c>warn</c>, <c>bad</c> or nothing.</summary>
    public required IReadOnlyList<(string Name, string Value, string Style)> Cards { get; init; }

    /// <summary>What classes are counted in: pictures or objects.</summary>
    public required string CountedIn { get; init; }

    /// <summary>Names of the splits.</summary>
    public required IReadOnlyList<string> Splits { get; init; }

    /// <summary>The classes.</summary>
    public required IReadOnlyList<DataClass> Classes { get; init; }

    /// <summary>Histograms.</summary>
    public required IReadOnlyList<DataHistogram> Histograms { get; init; }

    /// <summary>Kinds of problems with examples.</summary>
    public required IReadOnlyList<DataProblem> Problems { get; init; }

    /// <summary>Pictures of each class.</summary>
    public required IReadOnlyList<DataSamples> Samples { get; init; }
}
