namespace ImageAnalytics.Imaging;

/// <summary>One frame of an animation: where it is drawn, and where its data lie in the file.</summary>
/// <param name="Left">First column on the canvas.</param>
/// <param name="Top">First row on the canvas.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal readonly record struct AnimationFrame(long Left, long Top, long Width, long Height)
{
    public FrameDisposal Disposal { get; init; }

    /// <summary>Whether what is transparent in it shows what was drawn before; otherwise it replaces all of its place.</summary>
    public bool Blends { get; init; }

    /// <summary>Offset of the first byte of its data.</summary>
    public long Start { get; init; }

    /// <summary>Offset behind the last byte of its data.</summary>
    public long End { get; init; }

    /// <summary>Where a GIF's graphic control extension lies; negative for none.</summary>
    public long Control { get; init; }

    /// <summary>Whether all of its data lie inside the file.</summary>
    public bool IsWhole { get; init; }
}
