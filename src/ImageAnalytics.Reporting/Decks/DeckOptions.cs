namespace ImageAnalytics.Reporting.Decks;

/// <summary>What a deck is to be like.</summary>
public sealed record DeckOptions
{
    /// <summary>The smallest and the largest number of slides that can be asked for.</summary>
    public const int LeastSlides = 4, MostSlides = 100;

    /// <summary>The deck's title.</summary>
    public required string Title { get; init; }

    /// <summary>The question that the pipeline answers; empty when its file says none.</summary>
    public string Problem { get; init; } = "";

    /// <summary>The output folder, in whose store made pictures lie.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>What came of the pipeline's alerts; those that fired are on the slide of key figures.</summary>
    public ReportAlerts Alerts { get; init; } = ReportAlerts.None;

    /// <summary>The file of the report beside the deck, to which <c>slides.html</c> leads back; null without one.</summary>
    public string? ReportPage { get; init; }

    /// <summary>At most so many slides.</summary>
    /// <value>20.</value>
    public int MaxSlides { get; init; } = 20;

    /// <summary>At most so many megabytes (of 1,000,000 bytes) for each file.</summary>
    /// <value>25.</value>
    public int MaxMegabytes { get; init; } = 25;

    /// <summary>Models whose licence forbids commercial use.</summary>
    public IReadOnlyCollection<string> NonCommercialModels { get; init; } = [];
}
