using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Yaml;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Library;

/// <summary>Cards of models that can be installed.</summary>
public sealed class ModelCatalog
{
    private readonly SortedDictionary<string, (ModelCard Card, byte[] Bytes)> _cards = new(StringComparer.Ordinal);

    /// <summary>Every card, by name.</summary>
    public IReadOnlyList<ModelCard> Cards => [.. _cards.Values.Select(c => c.Card)];

    /// <summary>Reads a catalog: a folder with a sub-folder for each model.</summary>
    /// <exception cref="PluginException">It is not there, or a card is wrong; names every problem.</exception>
    public static ModelCatalog Load(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new PluginException($"Cannot read the catalog of models: there is no folder '{folder}'. The program's own files are not complete; install it again.");
        }

        ModelCatalog catalog = new();
        List<string> problems = [];
        foreach (string path in Directory.EnumerateDirectories(folder).Select(d => Path.Combine(d, ModelCard.FileName)).Where(File.Exists).Order(StringComparer.Ordinal))
        {
            try
            {
                (ModelCard card, byte[] bytes) = ModelCardReader.Load(path);
                if (!catalog._cards.TryAdd(card.Name, (card, bytes)))
                {
                    problems.Add($"'{path}': the model '{card.Name}' stands twice in the catalog.");
                }
            }
            catch (PluginException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        return problems.Count == 0 ? catalog : throw new PluginException(problems);
    }

    /// <summary>The names of a catalog's models, which are those of its folders; no card is read. Empty when there is no catalog.</summary>
    public static IReadOnlyList<string> NamesIn(string folder)
        => Directory.Exists(folder)
            ? [.. Directory.EnumerateDirectories(folder).Where(d => File.Exists(Path.Combine(d, ModelCard.FileName))).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>A card by name.</summary>
    /// <exception cref="PluginException">The catalog has none of this name.</exception>
    public ModelCard Find(string name)
        => _cards.TryGetValue(name, out (ModelCard Card, byte[]) found)
            ? found.Card
            : throw new PluginException($"The catalog has no model '{name}'.{NearestName.Hint(name, _cards.Keys)} It has: {string.Join(", ", _cards.Keys)}.");

    /// <summary>The bytes of a card's file.</summary>
    internal byte[] BytesOf(ModelCard card) => _cards[card.Name].Bytes;
}
