using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Lanes;

/// <summary>One image to work on, with what is known of it already.</summary>
public sealed record WorkItem
{
    /// <summary>Its place in the listing.</summary>
    public required long Ordinal { get; init; }

    /// <summary>Path as reported, relative to the input folder.</summary>
    public required string Path { get; init; }

    /// <summary>Absolute path, in path text.</summary>
    public required string FullPath { get; init; }

    /// <summary>The page of the file, from 1; 0 for a file that has one picture, or of which the first alone is looked at.</summary>
    public int Page { get; init; }

    /// <summary>Its content hash where the listing knows it; null for a file not hashed yet.</summary>
    public string? ContentHash { get; init; }

    /// <summary>What the store knows of the picture; null where it must be found out.</summary>
    public ImageFacts? Facts { get; init; }

    /// <summary>Indexes of the steps to compute, ascending.</summary>
    public required IReadOnlyList<int> Missing { get; init; }

    /// <summary>Stored results of steps that a missing step reads.</summary>
    public IReadOnlyList<StepResult> Given { get; init; } = [];

    /// <summary>Steps that have shown themselves unable to work on this image, and how.</summary>
    public IReadOnlyList<ExcludedStep> Excluded { get; init; } = [];
}
