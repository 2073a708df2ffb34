using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Runs;

/// <summary>What the user asked a run to do.</summary>
public sealed record RunRequest
{
    /// <summary>The pipeline file.</summary>
    public required string PipelinePath { get; init; }

    /// <summary>The pipeline's text in place of the file's, whose folder still counts; null to read the file.</summary>
    public string? PipelineText { get; init; }

    /// <summary>Folders of pictures.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Where store, runs and reports go.</summary>
    public string Output { get; init; } = "output";

    /// <summary>Where the user's data is kept between runs, such as galleries of faces.</summary>
    public string DataFolder { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>Overrides, each <c>STEP.OPTION=VALUE</c>.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>Lanes; null for one a core.</summary>
    public int? Lanes { get; init; }

    /// <summary>Images that a lane takes at a time.</summary>
    public int Chunk { get; init; } = 16;

    /// <summary>What runs the networks.</summary>
    public Accelerator Accelerator { get; init; }

    /// <summary>Whether to run in this process, without protection.</summary>
    public bool InProcess { get; init; }

    /// <summary>Look at no more than this many images; null for all.</summary>
    public long? Limit { get; init; }

    /// <summary>Hash every file again, whatever its size and time say.</summary>
    public bool Rehash { get; init; }

    /// <summary>Whether folders are looked at in the order of their newest files, so that a run that is stopped has done what is new. Results do not depend on it.</summary>
    public bool NewestFoldersFirst { get; init; }

    /// <summary>Write text cells of CSV files as they are.</summary>
    public bool RawCsv { get; init; }

    /// <summary>Whether the pipeline's <c>notify</c> is called when an alert fires.</summary>
    public bool Notifies { get; init; } = true;

    /// <summary>What to try again of a finished run; null for a run over the folders.</summary>
    public RetryRequest? Retry { get; init; }

    /// <summary>Where folders that a saved plan names are found on this machine.</summary>
    public PathMap Map { get; init; } = PathMap.None;

    /// <summary>Which part of a saved plan to work on; null for all that the folders hold.</summary>
    public ShardNumber? Shard { get; init; }

    /// <summary>Whether to make the run of what all parts of a saved plan did, instead of looking at pictures.</summary>
    public bool Merges { get; init; }

    /// <summary>Limits on files and pictures.</summary>
    public JobLimits Limits { get; init; } = JobLimits.Default;
}
