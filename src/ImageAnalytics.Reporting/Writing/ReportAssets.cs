namespace ImageAnalytics.Reporting.Writing;

/// <summary>Style and scripts, which lie beside the pages: they come with the program and are the same for every report.</summary>
internal static class ReportAssets
{
    /// <summary>Their folder in the report's folder.</summary>
    public const string SubFolder = "assets";

    /// <summary>The scripts of every page.</summary>
    public static IReadOnlyList<string> Everywhere { get; } = ["core", "locale"];

    /// <summary>The scripts of a page with tables.</summary>
    public static IReadOnlyList<string> Tables { get; } = ["pager", "table"];

    /// <summary>The scripts of a page with pictures.</summary>
    public static IReadOnlyList<string> Pictures { get; } = ["pager", "pictures", "overlay", "tile", "viewer", "grid"];

    private static readonly string[] s_pages = ["labels", "folders", "failures", "filters", "gallery", "histogram", "threshold-choice", "thresholds", "under"];

    /// <summary>The scripts of the page of a comparison.</summary>
    public static IReadOnlyList<string> Comparison { get; } = [.. Everywhere, .. Pictures.Except(["grid"]), "table", "pair", "compare-filters", "compare"];

    /// <summary>
    /// Scripts and style from beside the page only, no network, no frame, no form, nothing inside the page itself. Browsers do not agree on what
    /// 'self' is for a page that was opened from disk, so file: is named as well.
    /// </summary>
    public const string Policy = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:; base-uri 'none'; form-action 'none'";

    /// <summary>The style of every page.</summary>
    public static string Style { get; } = Text("report.css") + Text("app.css");

    /// <summary>Writes all of them.</summary>
    public static void Write(string folder)
    {
        string assets = Path.Combine(folder, SubFolder);
        Directory.CreateDirectory(assets);
        File.WriteAllText(Path.Combine(assets, "report.css"), Style);
        foreach (string script in Everywhere.Concat(Tables).Concat(Pictures).Concat(s_pages).Distinct())
        {
            File.WriteAllText(Path.Combine(assets, script + ".js"), Text(script + ".js"));
        }
    }

    /// <summary>Writes those of the page of a comparison.</summary>
    public static void WriteComparison(string folder)
    {
        string assets = Path.Combine(folder, SubFolder);
        Directory.CreateDirectory(assets);
        File.WriteAllText(Path.Combine(assets, "report.css"), Style + Text("compare.css"));
        foreach (string script in Comparison)
        {
            File.WriteAllText(Path.Combine(assets, script + ".js"), Text(script + ".js"));
        }
    }

    private static string Text(string name)
    {
        using StreamReader reader = new(typeof(ReportAssets).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
