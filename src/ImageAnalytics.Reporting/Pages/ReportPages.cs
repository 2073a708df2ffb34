using ImageAnalytics.Reporting.Writing;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Reporting.Pages;

/// <summary>The pages that a report has.</summary>
internal static class ReportPages
{
    /// <summary>File and name of each, in the order of the navigation; pages with nothing to show are left out.</summary>
    public static IEnumerable<(string File, string Text)> Of(ReportModel model)
    {
        yield return (ReportWriter.PageName, "Overview");
        yield return ("pictures.html", "Pictures");
        yield return ("labels.html", "Labels");
        if (HasPeople(model))
        {
            yield return ("people.html", "People");
        }

        yield return ("folders.html", "Folders");
        yield return ("thresholds.html", "Thresholds");
        yield return ("under.html", "Just under");
        if (model.FailureCounts.Count > 0)
        {
            yield return ("failures.html", "Failures");
        }
    }

    /// <summary>The scripts of a page.</summary>
    public static IReadOnlyList<string> ScriptsOf(string file) => file switch
    {
        "pictures.html" => [.. ReportAssets.Pictures, "filters", "gallery"],
        "labels.html" or "people.html" => [.. ReportAssets.Tables, "labels"],
        "folders.html" => [.. ReportAssets.Tables, "folders"],
        "failures.html" => [.. ReportAssets.Tables, "failures"],
        "thresholds.html" => ["histogram", "threshold-choice", "thresholds"],
        "under.html" => [.. ReportAssets.Pictures, "histogram", "threshold-choice", "under"],
        _ => [],
    };

    /// <summary>Whether a step looked for faces.</summary>
    public static bool HasPeople(ReportModel model) => model.Steps.Any(s => s.Labels.Any(l => l.Kind == ObservationKinds.Face));
}
