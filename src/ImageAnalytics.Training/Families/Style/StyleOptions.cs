namespace ImageAnalytics.Training.Families.Style;

/// <summary>The network that paints, and what it is judged by.</summary>
internal sealed record StyleOptions : FamilyOptions
{
    /// <summary>The picture whose style is learned; a path relative to the recipe.</summary>
    public string Picture { get; init; } = "";

    /// <summary>The shorter side of that picture as it is learned from, in pixels.</summary>
    public int PictureSide { get; init; } = 256;

    /// <summary>The recipe of the classifier whose features judge; a path relative to this recipe.</summary>
    public string FeaturesRecipe { get; init; } = "";

    /// <summary>That classifier's weights; a path relative to this recipe.</summary>
    public string FeaturesWeights { get; init; } = "";

    /// <summary>Channels at full size; doubled at half of it and again at a quarter.</summary>
    public int Width { get; init; } = 16;

    /// <summary>Residual blocks at a quarter of the size.</summary>
    public int Blocks { get; init; } = 3;

    /// <summary>How much the content counts.</summary>
    public double ContentWeight { get; init; } = 1;

    /// <summary>How much the style counts.</summary>
    public double StyleWeight { get; init; } = 10;

    /// <summary>How much differences of neighbouring pixels count.</summary>
    public double SmoothWeight { get; init; } = 0.1;

    /// <summary>The shorter side at which the finished model paints.</summary>
    public int RunSide { get; init; } = 480;
}
