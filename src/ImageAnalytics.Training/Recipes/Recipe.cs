using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Training.Augmentation;
using ImageAnalytics.Training.Families;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Recipes;

/// <summary>What to train, on what, and how.</summary>
public sealed record Recipe
{
    /// <summary>The revision of the file format that this program reads.</summary>
    public const int Revision = 1;

    internal Recipe(IModelFamily family, FamilyOptions network) => (Family, Network) = (family, network);

    /// <summary>The trained model's name.</summary>
    public required string Name { get; init; }

    /// <summary>The question that the model answers.</summary>
    public required string Problem { get; init; }

    /// <summary>The recipe's text, as it was read.</summary>
    public required string Text { get; init; }

    /// <summary>The folder of the recipe, from which relative paths count.</summary>
    public required string Folder { get; init; }

    /// <summary>What it learns from.</summary>
    public required RecipeData Data { get; init; }

    /// <summary>What the network sees.</summary>
    public required InputSpec Input { get; init; }

    /// <summary>How pictures are changed by chance.</summary>
    public AugmentationOptions Augmentation { get; init; } = new();

    /// <summary>How it trains.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>What the card says.</summary>
    public required RecipeModel Model { get; init; }

    /// <summary>
    /// Weights of earlier trainings of ours to begin with, absolute or relative to the recipe's folder: one file, or one for each part of a network that
    /// has several; empty to begin with random ones.
    /// </summary>
    public IReadOnlyList<string> Start { get; init; } = [];

    /// <summary>Whether its data say what is right.</summary>
    public bool HasLabels => Family.NeedsLabels;

    /// <summary>The same recipe on other data of the kind.</summary>
    /// <param name="data">The path, relative to the current folder. Names of classes and of folders stay; the place of pictures that lie elsewhere does not.</param>
    public Recipe On(string data) => this with { Data = Data with { Path = Path.GetFullPath(data), ImagesPath = null } };

    /// <summary>The absolute paths of <see cref="Start"/>.</summary>
    internal IReadOnlyList<string> StartPaths => [.. Start.Select(s => Path.GetFullPath(s, Folder))];

    internal IModelFamily Family { get; }

    /// <summary>What the family alone understands.</summary>
    internal FamilyOptions Network { get; init; }
}
