namespace ImageAnalytics.Results;

/// <summary>What is known about a content before any step looks at it.</summary>
public sealed record ImageFacts
{
    /// <summary>Columns of the upright picture at full scale; 0 when there is no picture.</summary>
    public int Width { get; init; }

    /// <summary>Rows of the upright picture at full scale; 0 when there is no picture.</summary>
    public int Height { get; init; }

    /// <summary>EXIF local time of capture, with an offset only if the file records one.</summary>
    public string? TakenAt { get; init; }

    /// <summary>The camera's name.</summary>
    public string? Camera { get; init; }

    /// <summary>The class of failure; together with a width, the file is damaged but gave a picture. Null when all is well.</summary>
    public string? Failure { get; init; }

    /// <summary>What happened, in whole sentences.</summary>
    public string? Message { get; init; }
}
