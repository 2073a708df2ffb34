using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Families.Faces;

/// <summary>The network that describes faces, and how it learns to.</summary>
internal sealed record FaceEmbeddingOptions : FamilyOptions
{
    /// <summary>Channels of each stage; from one to the next, rows and columns are halved.</summary>
    public IReadOnlyList<double> Widths { get; init; } = [32, 64, 128, 192];

    /// <summary>Residual blocks of each stage.</summary>
    public int Blocks { get; init; } = 1;

    /// <summary>Numbers that describe a face.</summary>
    public int Measurements { get; init; } = 128;

    /// <summary>Whether a face is described by the sum of its vector and that of its mirror image.</summary>
    public bool Mirrored { get; init; }

    /// <summary>Angle, in radians, by which a face must be nearer to its own person than to others.</summary>
    public double Margin { get; init; } = 0.3;

    /// <summary>What cosines are multiplied by before the softmax.</summary>
    public double Scale { get; init; } = 24;

    /// <summary>An installed model that finds faces with five points; null where pictures are aligned already.</summary>
    public string? Detector { get; init; }

    /// <summary>Where the five points come to lie in the aligned face, as fractions of its sides.</summary>
    public IReadOnlyList<ImagePoint> Template { get; init; } = [new(0.37, 0.46), new(0.63, 0.46), new(0.5, 0.61), new(0.4, 0.75), new(0.6, 0.75)];
}
