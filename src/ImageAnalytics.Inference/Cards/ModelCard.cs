using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Cards;

/// <summary>What <c>model.yaml</c> says: all that is needed to run a model without code of its own. Immutable.</summary>
public sealed record ModelCard
{
    /// <summary>The file's name in a model's folder.</summary>
    public const string FileName = "model.yaml";

    /// <summary>The version of the card's format that this code reads; <c>card</c> in the file.</summary>
    public const int Revision = 1;

    /// <summary>The name by which pipelines call it: lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>The model's own version.</summary>
    public required string Version { get; init; }

    /// <summary>One of <see cref="ModelTasks"/>.</summary>
    public required string Task { get; init; }

    /// <summary>One sentence: what it does.</summary>
    public required string Summary { get; init; }

    /// <summary>The licence of the weights, as an SPDX expression or in words.</summary>
    public required string Licence { get; init; }

    /// <summary>Where it comes from, in words or as an address.</summary>
    public string Source { get; init; } = "";

    /// <summary>Which library runs it.</summary>
    public required ModelEngine Engine { get; init; }

    /// <summary>How it is written down.</summary>
    public required ModelFormat Format { get; init; }

    /// <summary>Its files.</summary>
    public required IReadOnlyList<ModelFile> Files { get; init; }

    /// <summary>What it wants to see.</summary>
    public required InputSpec Input { get; init; }

    /// <summary>How its output is read.</summary>
    public required OutputSpec Output { get; init; }

    /// <summary>The names of its classes.</summary>
    public required LabelSpec Labels { get; init; }

    /// <summary>What was measured.</summary>
    public IReadOnlyList<AccuracyClaim> Accuracy { get; init; } = [];

    /// <summary>Anything else a person should know.</summary>
    public string Notes { get; init; } = "";

    /// <summary>The first file with a role; null when there is none.</summary>
    public ModelFile? FileOf(FileRole role) => Files.FirstOrDefault(f => f.Role == role);

    /// <summary>Reads a card from a file.</summary>
    /// <param name="path">Path of <c>model.yaml</c>.</param>
    /// <exception cref="PluginException">It cannot be read, or something is wrong; names every problem as file:line:column.</exception>
    public static ModelCard Load(string path) => ModelCardReader.Load(path).Card;

    /// <summary>Reads a card from a text.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="file">What messages call the file.</param>
    /// <exception cref="PluginException">Something is wrong; names every problem as file:line:column.</exception>
    public static ModelCard Parse(string yaml, string file) => ModelCardReader.Parse(yaml, file);
}
