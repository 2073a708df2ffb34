using System.Text.Json;
using ImageAnalytics.Results.Statistics;

namespace ImageAnalytics.Reporting.Writing;

/// <summary>Writes the data of a report's pages.</summary>
/// <param name="folder">The report's folder.</param>
/// <param name="model">What to show.</param>
/// <param name="numbers">Numbers of labels.</param>
internal sealed class ReportScripts(string folder, ReportModel model, LabelNumbers numbers)
{
    private const int MostLabels = 5_000;
    private readonly Dictionary<int, string> _texts = model.Steps.SelectMany(s => s.Labels).GroupBy(l => l.Id).ToDictionary(g => g.Key, g => g.First().Label);

    /// <summary>The name of the data that say which pictures are new.</summary>
    public const string Since = "since";

    /// <summary>Writes all of it.</summary>
    /// <param name="pictures">The pictures of the gallery, in the order of the listing.</param>
    public void Write(IReadOnlyList<ShownPicture> pictures)
    {
        (int pictureFiles, int nameFiles) = new PictureScripts(folder, model.Steps, numbers).Write(pictures);
        using ShardedScript labels = new(folder, "labels"), histograms = new(folder, "histograms"), truth = new(folder, "truth"), folders = new(folder, "folders"), failures = new(folder, "failures"), alerts = new(folder, "alerts");
        foreach ((int step, ReportStep found) in model.Steps.Index())
        {
            foreach (ReportLabel label in found.Labels.Take(MostLabels))
            {
                labels.Add(json => WriteLabel(json, step, label));
                WriteCounts(histograms, truth, label);
            }
        }

        foreach (FolderStatistics one in model.Folders)
        {
            folders.Add(json => WriteFolder(json, one));
        }

        HashSet<string> shown = pictures.Select(p => p.Picture.Path).ToHashSet(StringComparer.Ordinal);
        foreach (ReportFailure failure in model.Failures.Take(ReportWriter.MaxFailures))
        {
            failures.Add(json => WriteFailure(json, failure, shown.Contains(failure.Path)));
        }

        foreach ((int number, int[] concerned) in AlertPictures(model.Alerts, [.. pictures.Select(p => p.Picture)]))
        {
            alerts.Add(json => WriteAlert(json, number, model.Alerts.All[number].Id, concerned));
        }

        ScriptFile.Write(folder, "report", json => WriteReport(json, new Dictionary<string, int>
        {
            ["pictures"] = pictureFiles, ["names"] = nameFiles, ["labels"] = labels.Count, ["histograms"] = histograms.Count, ["truth"] = truth.Count,
            ["folders"] = folders.Count, ["failures"] = failures.Count, ["alerts"] = alerts.Count,
        }));
        WriteSince(folder, [.. pictures.Index().Where(p => p.Item.Picture.IsNew).Select(p => p.Index)]);
    }

    /// <summary>The alerts that fired and of which a picture is shown: their numbers, and the places of those pictures.</summary>
    public static IReadOnlyList<(int Alert, int[] Pictures)> AlertPictures(ReportAlerts alerts, IReadOnlyList<ReportPicture> pictures)
    {
        Dictionary<string, int> places = pictures.Index().GroupBy(p => p.Item.Path).ToDictionary(g => g.Key, g => g.First().Index, StringComparer.Ordinal);
        return
        [
            .. alerts.All.Index().Where(a => a.Item.Fired).Take(ReportAlerts.Most)
                .Select(a => (a.Index, a.Item.Images.Where(places.ContainsKey).Select(i => places[i]).Distinct().Order().ToArray()))
                .Where(a => a.Item2.Length > 0),
        ];
    }

    /// <summary>Writes which pictures are new since the last run.</summary>
    public static void WriteSince(string folder, IReadOnlyList<int> pictures)
        => ScriptFile.Write(folder, Since, json => WriteNumbers(json, pictures));

    private void WriteReport(Utf8JsonWriter json, Dictionary<string, int> files)
    {
        json.WriteStartObject();
        json.WriteNumber("images", model.Counts.Images);
        json.WriteNumber("hiddenFolders", Math.Max(0, model.FolderCount - model.Folders.Count));
        json.WriteStartObject("files");
        foreach ((string name, int count) in files)
        {
            json.WriteNumber(name, count);
        }

        json.WriteEndObject();
        json.WriteStartArray("steps");
        foreach (ReportStep step in model.Steps)
        {
            WriteStep(json, step);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteStep(Utf8JsonWriter json, ReportStep step)
    {
        json.WriteStartObject();
        json.WriteString("id", VisibleText.Of(step.Id));
        json.WriteString("plugin", VisibleText.Of(step.Plugin));
        json.WriteString("model", VisibleText.Of(step.Model));
        json.WriteBoolean("option", step.HasMinConfidence);
        if (step.Threshold is { } threshold)
        {
            json.WriteNumber("threshold", threshold);
        }
        else
        {
            json.WriteNull("threshold");
        }

        json.WriteNumber("hidden", Math.Max(0, step.Labels.Count - MostLabels));
        json.WriteNumber("lowest", step.Labels.Select(l => l.Found.TakeWhile(n => n == 0).Count()).Where(first => first < ConfidenceHistogram.Bins).DefaultIfEmpty(0).Min());
        json.WritePropertyName("surest");
        WriteBins(json, step.Surest);
        json.WriteEndObject();
    }

    private static void WriteLabel(Utf8JsonWriter json, int step, ReportLabel label)
    {
        json.WriteStartObject();
        json.WriteNumber("id", label.Id);
        json.WriteNumber("step", step);
        json.WriteString("kind", VisibleText.Of(label.Kind));
        json.WriteString("text", VisibleText.Of(label.Label));
        json.WriteNumber("images", label.Images);
        json.WriteNumber("count", label.Observations);
        json.WriteNumber("mean", Math.Round(label.MeanConfidence, 4));
        json.WriteEndObject();
    }

    private static void WriteCounts(ShardedScript histograms, ShardedScript truth, ReportLabel label)
    {
        if (label.Found.Count > 0)
        {
            histograms.Add(json =>
            {
                json.WriteStartArray();
                json.WriteNumberValue(label.Id);
                WriteBins(json, label.Found);
                WriteBins(json, label.Surest);
                json.WriteEndArray();
            });
        }

        if (label.Truth is { } known)
        {
            truth.Add(json =>
            {
                json.WriteStartArray();
                json.WriteNumberValue(label.Id);
                json.WriteNumberValue(known.Marked);
                WriteBins(json, known.Right);
                WriteBins(json, known.Wrong);
                json.WriteEndArray();
            });
        }
    }

    private void WriteFolder(Utf8JsonWriter json, FolderStatistics one)
    {
        json.WriteStartObject();
        json.WriteNumber("id", one.Id);
        json.WriteString("name", VisibleText.Of(one.Folder));
        json.WriteNumber("images", one.Images);
        json.WriteNumber("failures", one.Failures);
        json.WriteNumber("observations", one.Observations);
        json.WriteStartArray("labels");
        foreach ((int label, long observations) in one.Labels)
        {
            json.WriteStartArray();
            json.WriteNumberValue(label);
            json.WriteStringValue(VisibleText.Of(_texts.GetValueOrDefault(label)));
            json.WriteNumberValue(observations);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAlert(Utf8JsonWriter json, int number, string id, int[] pictures)
    {
        json.WriteStartObject();
        json.WriteNumber("alert", number);
        json.WriteString("id", VisibleText.Of(id));
        json.WritePropertyName("pictures");
        WriteNumbers(json, pictures);
        json.WriteEndObject();
    }

    private static void WriteFailure(Utf8JsonWriter json, ReportFailure failure, bool isShown)
    {
        json.WriteStartObject();
        json.WriteString("path", VisibleText.Of(failure.Path));
        json.WriteString("failure", VisibleText.Of(failure.Failure));
        json.WriteString("message", VisibleText.Of(failure.Message));
        json.WriteNumber("folder", failure.Folder);
        json.WriteBoolean("shown", isShown);
        json.WriteEndObject();
    }

    // [first, numbers…] without the zeros around them.
    private static void WriteBins(Utf8JsonWriter json, IReadOnlyList<long> bins)
    {
        int first = bins.TakeWhile(n => n == 0).Count(), last = bins.Count;
        while (last > first && bins[last - 1] == 0)
        {
            last--;
        }

        json.WriteStartArray();
        json.WriteNumberValue(last > first ? first : 0);
        for (int i = first; i < last; i++)
        {
            json.WriteNumberValue(bins[i]);
        }

        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, IReadOnlyList<int> numbers)
    {
        json.WriteStartArray();
        foreach (int number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
