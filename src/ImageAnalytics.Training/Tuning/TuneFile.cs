using ImageAnalytics.Training.Datasets;

namespace ImageAnalytics.Training.Tuning;

/// <summary>What a tune file says: what to tune, over which values, and how.</summary>
public sealed record TuneFile
{
    /// <summary>The revision of the file format that this program reads.</summary>
    public const int Revision = 1;

    /// <summary>The file's name, for messages.</summary>
    public required string File { get; init; }

    /// <summary>The recipe or pipeline; absolute, or relative to this file's folder. Null where the command line names it.</summary>
    public string? Of { get; init; }

    /// <summary>The labelled pictures, for a pipeline; absolute, or relative to this file's folder.</summary>
    public string? Data { get; init; }

    /// <summary>How the labelled pictures are kept, for a pipeline.</summary>
    public DatasetFormat? Format { get; init; }

    /// <summary>The split of the labelled pictures, for a pipeline; null for all.</summary>
    public string? Split { get; init; }

    /// <summary>A file with the classes' names, the pictures' folder and the labels' folder of the labelled pictures, for a pipeline; paths are absolute, or relative to this file's folder.</summary>
    public DatasetReaderOptions Reading { get; init; } = DatasetReaderOptions.Default;

    /// <summary>The figure to make large, in the words of <c>evaluate --json</c>; null for the usual one.</summary>
    public string? Figure { get; init; }

    /// <summary>What is tuned, in the file's order; at least one.</summary>
    public required IReadOnlyList<TuneParameter> Parameters { get; init; }

    /// <summary>How many trials there are besides the recipe or pipeline as it is.</summary>
    public int Trials { get; init; } = 20;

    /// <summary>Decides which values are tried.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The share of the pictures that trials are compared with; null for the usual one.</summary>
    public double? Share { get; init; }

    /// <summary>How trials are sorted out early; null to give each one everything.</summary>
    public TuneHalving? Halving { get; init; }

    /// <summary>Where each parameter stands in the file: line and column.</summary>
    internal IReadOnlyDictionary<string, (long Line, long Column)> Places { get; init; } = new Dictionary<string, (long, long)>();

    /// <summary>A problem with a parameter, with its place.</summary>
    internal string ProblemOf(TuneParameter parameter, string sentence)
        => Places.TryGetValue(parameter.Name, out (long Line, long Column) place) ? $"{File}:{place.Line}:{place.Column}: {sentence}" : $"{File}: {sentence}";
}
