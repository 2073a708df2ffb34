namespace ImageAnalytics.Reporting.Decks;

/// <summary>A picture with what was found in it.</summary>
public sealed record DeckPicture
{
    /// <summary>What stands below it; may come from anyone.</summary>
    public required string Caption { get; init; }

    /// <summary>Where the file is; opened by the decoder, never shown.</summary>
    public required string FullPath { get; init; }

    /// <summary>The page of the file, from 1; 0 for a file that has one picture, or of which the first is shown.</summary>
    public int Page { get; init; }

    /// <summary>The hash of the content that the run saw; null where the file is the run's own.</summary>
    public string? ContentHash { get; init; }

    /// <summary>Columns of the upright picture.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of the upright picture.</summary>
    public required int Height { get; init; }

    /// <summary>What to draw over it.</summary>
    public IReadOnlyList<DeckMark> Marks { get; init; } = [];
}
