using System.Globalization;
using System.Text;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Cards;

/// <summary>Reads the names of a model's classes.</summary>
internal static class ModelLabels
{
    private const int MostClasses = 100_000;

    /// <summary>The labels, class 0 first.</summary>
    /// <param name="card">The model's card.</param>
    /// <param name="text">The checked bytes of the file of labels; ignored when they stand on the card.</param>
    /// <exception cref="PluginException">The file is no list of labels.</exception>
    public static IReadOnlyList<string> Read(ModelCard card, ReadOnlySpan<byte> text)
    {
        if (card.Labels.File is not { } file)
        {
            return card.Labels.Inline;
        }

        string[] lines = Encoding.UTF8.GetString(text).TrimStart('\uFEFF').Split('\n');
        int count = lines.Length;
        while (count > 0 && string.IsNullOrWhiteSpace(lines[count - 1]))
        {
            count--;
        }

        IEnumerable<string> filled = lines.Take(count).Select(l => l.TrimEnd('\r').Trim());
        return card.Labels.Format == LabelFormat.Lines ? [.. filled] : ByIndex(card, file, [.. filled]);
    }

    private static string[] ByIndex(ModelCard card, string file, string[] lines)
    {
        SortedDictionary<int, string> labels = [];
        for (int i = 0; i < lines.Length; i++)
        {
            int comma = lines[i].IndexOf(',', StringComparison.Ordinal);
            if (comma < 1 || !int.TryParse(lines[i].AsSpan(0, comma), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
                || index >= MostClasses || !labels.TryAdd(index, lines[i][(comma + 1)..].Trim().Trim('"')))
            {
                throw new PluginException(
                    $"Cannot read the labels of model '{card.Name}': line {i + 1} of '{file}' is '{lines[i]}'; expected a class number that no other line has, a comma and a name.");
            }
        }

        if (labels.Count > 0 && labels.Keys.Last() != labels.Count - 1)
        {
            throw new PluginException($"Cannot read the labels of model '{card.Name}': '{file}' has {labels.Count} labels, but the last class is {labels.Keys.Last()}; classes must be numbered from 0 without gaps.");
        }

        return [.. labels.Values];
    }
}
