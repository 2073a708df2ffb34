using System.Security.Cryptography;
using System.Text;
using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Library;

/// <summary>A model's folder with its card. Immutable; the files are looked at when asked for.</summary>
public sealed class InstalledModel
{
    private readonly string _cardSha256;

    private InstalledModel(string folder, ModelCard card, string cardSha256) => (Folder, Card, _cardSha256) = (folder, card, cardSha256);

    /// <summary>The absolute path of the folder.</summary>
    public string Folder { get; }

    /// <summary>What <c>model.yaml</c> says.</summary>
    public ModelCard Card { get; }

    /// <summary>The name by which pipelines call it.</summary>
    public string Name => Card.Name;

    /// <summary>One of <see cref="ModelTasks"/>.</summary>
    public string Task => Card.Task;

    /// <summary>The licence of the weights.</summary>
    public string Licence => Card.Licence;

    /// <summary>Name and version of the engine that runs it.</summary>
    public string EngineName => InferenceEngines.For(Card.Engine).Name;

    /// <summary>The decoder that reads its output.</summary>
    public string DecoderName => Card.Output.Decoder;

    /// <summary>The decoder's revision, that of NMS included.</summary>
    public int DecoderRevision => DecoderCatalog.RevisionOf(Card.Output.Decoder);

    /// <summary>The revision of preparing and packing pictures.</summary>
    public static int PreparationRevision => (PicturePreparer.Revision * 1000) + PixelPacker.Revision;

    /// <summary>
    /// SHA-256 over the bytes of <c>model.yaml</c> and the sha256 of each file, as 64 lower-case hexadecimal digits.
    /// The files are promised by the card; <see cref="CheckFiles"/> tells whether they keep it.
    /// </summary>
    public string ContentHash
    {
        get
        {
            StringBuilder text = new(_cardSha256);
            foreach (ModelFile file in Card.Files)
            {
                text.Append('\n').Append(file.Name).Append(' ').Append(file.Sha256);
            }

            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }
    }

    /// <summary>What is wrong with its files: whole sentences, none when all match. Hashes are remembered while length and time stay.</summary>
    public IReadOnlyList<string> Problems => [.. Card.Files.Select(ProblemOf).OfType<string>()];

    /// <summary>Reads a model's folder.</summary>
    /// <param name="folder">The folder, which holds <c>model.yaml</c>.</param>
    /// <exception cref="PluginException">The card cannot be read or is wrong.</exception>
    public static InstalledModel Load(string folder)
    {
        string absolute = Path.GetFullPath(folder);
        (ModelCard card, byte[] bytes) = ModelCardReader.Load(Path.Combine(absolute, ModelCard.FileName));
        return new InstalledModel(absolute, card, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>Refuses a model whose files do not match their card.</summary>
    /// <exception cref="PluginException">Names every file that is missing or differs.</exception>
    public void CheckFiles()
    {
        IReadOnlyList<string> problems = Problems;
        if (problems.Count > 0)
        {
            throw new PluginException(problems);
        }
    }

    /// <summary>The absolute path of a file.</summary>
    public string PathOf(ModelFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Path.Combine(Folder, file.Name);
    }

    /// <summary>The bytes of a file, checked.</summary>
    /// <exception cref="PluginException">They do not match the card.</exception>
    internal byte[] ReadFile(ModelFile file)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(PathOf(file));
            string found = Convert.ToHexStringLower(SHA256.HashData(bytes));
            return found == file.Sha256 ? bytes : throw new PluginException(Mismatch(file, found));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginException(Unreadable(file, e), e);
        }
    }

    /// <summary>The labels, class 0 first.</summary>
    /// <exception cref="PluginException">The file of labels does not match the card, or is none.</exception>
    public IReadOnlyList<string> ReadLabels()
        => ModelLabels.Read(Card, Card.Labels.File is { } name ? ReadFile(Card.Files.First(f => f.Name == name)) : []);

    private string? ProblemOf(ModelFile file)
    {
        try
        {
            long bytes = FileHashes.LengthOf(PathOf(file));
            if (bytes < 0)
            {
                return $"Model '{Name}' is not complete: '{PathOf(file)}' is missing. {(ModelCatalog.NamesIn(ModelFolders.Catalog).Contains(Name) ? $"Run: models install {Name}" : "Put it there, or take it from the card.")}";
            }

            if (bytes != file.Bytes)
            {
                return $"Model '{Name}' is refused: '{PathOf(file)}' has {bytes} bytes, but model.yaml says {file.Bytes}. Install it again, or correct model.yaml.";
            }

            string found = FileHashes.Of(PathOf(file));
            return found == file.Sha256 ? null : Mismatch(file, found);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unreadable(file, e);
        }
    }

    private string Mismatch(ModelFile file, string found)
        => $"Model '{Name}' is refused: '{PathOf(file)}' has the sha256 {found}, but model.yaml says {file.Sha256}. Install it again, or correct model.yaml.";

    private string Unreadable(ModelFile file, Exception e) => $"Model '{Name}' cannot be used: '{PathOf(file)}' cannot be read: {e.Message}";
}
