using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Lanes;

/// <summary>What a worker is to do with every image that it is handed.</summary>
public sealed record WorkerJob
{
    /// <summary>Steps in topological order: a parent stands before its children.</summary>
    public required IReadOnlyList<JobStep> Steps { get; init; }

    /// <summary>Lanes that run side by side.</summary>
    public required int Lanes { get; init; }

    /// <summary>Threads that one network run may use.</summary>
    public required int Threads { get; init; }

    /// <summary>What runs the networks.</summary>
    public Accelerator Accelerator { get; init; }

    /// <summary>Folder of the pipeline file, absolute.</summary>
    public string PipelineFolder { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>Folder in which the user's data is kept between runs, absolute.</summary>
    public string DataFolder { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>The output folder, absolute, in whose store pictures that steps make are kept; null where none are kept.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>Whether every step puts transparent pixels on a background, so that a picture whose content is in its alpha channel is seen.</summary>
    public bool SeesTransparency { get; init; }

    /// <summary>Limits on files and pictures.</summary>
    public required JobLimits Limits { get; init; }

    /// <summary>The file on which lanes write what they begin; null where nobody watches.</summary>
    public string? Board { get; init; }

    /// <summary>
    /// Whether the lane, of which there is one then, begins nothing before the supervisor has answered. A step that harmed its process, so that it cannot talk any more
    /// or says what is no message, is then found out before another step could be blamed for it.
    /// </summary>
    public bool AsksFirst { get; init; }

    /// <summary>A file of sorted 32-byte hashes of contents that the store knows; null when it knows none.</summary>
    public string? KnownContents { get; init; }
}
