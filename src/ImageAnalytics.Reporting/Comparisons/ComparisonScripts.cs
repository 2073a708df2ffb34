using System.Text.Json;
using ImageAnalytics.Reporting.Writing;
using ImageAnalytics.Results.Comparing;

namespace ImageAnalytics.Reporting.Comparisons;

/// <summary>Writes the data of a comparison's page.</summary>
/// <param name="folder">The page's folder.</param>
/// <param name="model">What to show.</param>
internal sealed class ComparisonScripts(string folder, ComparisonModel model)
{
    /// <summary>The name of the data of pairs.</summary>
    public const string Name = "pairs";

    // A label can come from anyone: repeated for every finding, long ones would fill the page.
    private const int MostLabel = 300;

    /// <summary>A change as data and filters name it.</summary>
    public static string Word<T>(T change)
        where T : struct, Enum
        => change.ToString().ToLowerInvariant();

    /// <summary>A label; null for what was not found.</summary>
    public static void WriteLabel(Utf8JsonWriter json, string? label)
    {
        if (label is null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStringValue(VisibleText.Of(label.Length > MostLabel ? label[..MostLabel] + "…" : label));
        }
    }

    /// <summary>Writes all of it.</summary>
    /// <param name="pairs">The pairs with their pictures; null where a run has none.</param>
    /// <param name="listed">Rows of the list, and their files.</param>
    public void Write(IReadOnlyList<(ComparisonPair Pair, ShownPicture? Before, ShownPicture? After)> pairs, (int Rows, int Files) listed)
    {
        List<ShownPicture> pictures = [.. pairs.SelectMany(p => (ShownPicture?[])[p.Before, p.After]).OfType<ShownPicture>()];
        ReportStep[] steps =
        [
            .. model.Figures.Steps.SelectMany(s => (ReportStep[])[new(s.Steps.Before, "", s.ModelBefore, []), new(s.Steps.After, "", s.ModelAfter, [])]).DistinctBy(s => s.Id, StringComparer.Ordinal),
        ];
        (int pictureFiles, int nameFiles) = new PictureScripts(folder, steps, new LabelNumbers(steps, pictures.Select(p => p.Picture))).Write(pictures);
        int next = 0, pairFiles;
        using (ShardedScript rows = new(folder, Name))
        {
            foreach ((ComparisonPair pair, ShownPicture? before, ShownPicture? after) in pairs)
            {
                int? left = before is null ? null : next++, right = after is null ? null : next++;
                rows.Add(json => WritePair(json, pair.Sampled, left, right));
            }

            pairFiles = rows.Count;
        }

        ScriptFile.Write(folder, "report", json => WriteHead(json, steps, (pictureFiles, nameFiles, pairFiles), listed));
        ReportScripts.WriteSince(folder, []);
    }

    private void WriteHead(Utf8JsonWriter json, ReportStep[] steps, (int Pictures, int Names, int Pairs) files, (int Rows, int Files) listed)
    {
        json.WriteStartObject();
        json.WriteNumber("changes", model.Changes);
        json.WriteNumber("listed", listed.Rows);
        json.WriteBoolean("oneRun", model.IsOneRun);
        json.WriteBoolean("several", model.Figures.Steps.Count > 1);
        json.WriteStartArray("sides");
        json.WriteStringValue(VisibleText.Of(model.Names.Before));
        json.WriteStringValue(VisibleText.Of(model.Names.After));
        json.WriteEndArray();
        json.WriteStartObject("files");
        json.WriteNumber("pictures", files.Pictures);
        json.WriteNumber("names", files.Names);
        json.WriteNumber(Name, files.Pairs);
        json.WriteNumber(ComparisonList.Name, listed.Files);
        json.WriteEndObject();
        json.WriteStartArray("steps");
        foreach (ReportStep step in steps)
        {
            json.WriteStartObject();
            json.WriteString("id", VisibleText.Of(step.Id));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter json, SampledDifference sampled, int? before, int? after)
    {
        ImageDifference difference = sampled.Difference;
        json.WriteStartObject();
        json.WriteString("path", VisibleText.Of(difference.Path));
        json.WriteString("change", Word(difference.Change));
        if (difference.Change == ImageChange.Moved)
        {
            json.WriteString("was", VisibleText.Of(difference.Before!.Path));
        }

        json.WriteString("fate", difference.FailedNow ? "now" : difference.FailedBefore ? "before" : "");
        WriteNumber(json, "before", before);
        WriteNumber(json, "after", after);
        json.WriteNumber("more", sampled.Findings - difference.Findings.Count);
        json.WriteStartArray("findings");
        foreach (FindingDifference finding in difference.Findings)
        {
            json.WriteStartArray();
            json.WriteStringValue(Word(finding.Change));
            WriteLabel(json, finding.Before?.Value.Label);
            WriteLabel(json, finding.After?.Value.Label);
            json.WriteNumberValue(Math.Round(finding.Before?.Value.Confidence ?? 0, 4));
            json.WriteNumberValue(Math.Round(finding.After?.Value.Confidence ?? 0, 4));
            json.WriteStringValue(VisibleText.Of(finding.Steps.After));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } picture)
        {
            json.WriteNumber(name, picture);
        }
    }
}
