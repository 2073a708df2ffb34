namespace ImageAnalytics.Inference.Cards;

/// <summary>A file of a model, as its card promises it.</summary>
public sealed record ModelFile
{
    /// <summary>Its name in the model's folder: a plain file name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required FileRole Role { get; init; }

    /// <summary>Its length.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of its bytes, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Where it is published; null for a file that came by hand.</summary>
    public FileSource? Source { get; init; }

    /// <summary>Where a mirror of model files usually keeps it, such as <c>fastestdet/coco.names</c>; null for model and file name.</summary>
    public string? Mirror { get; init; }
}
