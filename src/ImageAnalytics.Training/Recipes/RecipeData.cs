using ImageAnalytics.Training.Datasets;

namespace ImageAnalytics.Training.Recipes;

/// <summary>What a recipe learns from.</summary>
public sealed record RecipeData
{
    /// <summary>Where the data are; absolute, or relative to the recipe's folder.</summary>
    public required string Path { get; init; }

    /// <summary>How they are kept.</summary>
    public required DatasetFormat Format { get; init; }

    /// <summary>The split to learn from; null for <c>train</c> where the data have it, else all that is not kept apart.</summary>
    public string? Train { get; init; }

    /// <summary>The split to validate with; null where pictures are kept apart instead.</summary>
    public string? Validation { get; init; }

    /// <summary>Which pictures are kept apart for validation.</summary>
    public HoldOutKind HoldOut { get; init; }

    /// <summary>The share of pictures to keep apart, or their number.</summary>
    public double HoldOutAmount { get; init; }

    /// <summary>A file with the classes' names, one a line; null where the data name them.</summary>
    public string? ClassesFile { get; init; }

    /// <summary>The pictures' folder or zip file where it is not the data's own; null for the usual places.</summary>
    public string? ImagesPath { get; init; }

    /// <summary>The folder inside the data that holds the labels; null for the usual names.</summary>
    public string? LabelsFolder { get; init; }
}
