using System.Text.RegularExpressions;
using ImageAnalytics.Reporting.Writing;
using ImageAnalytics.Results.Comparing;

namespace ImageAnalytics.Reporting.Comparisons;

/// <summary>Makes room for the page of a comparison.</summary>
internal static partial class ComparisonFolder
{
    /// <summary>Removes what the page of an earlier comparison left, and nothing else.</summary>
    /// <exception cref="IOException">There is a page of something else.</exception>
    public static void Clear(string folder)
    {
        string page = Path.Combine(folder, ReportWriter.PageName);
        if (File.Exists(page) && !File.Exists(Path.Combine(folder, ComparisonWriter.JsonName)))
        {
            throw new IOException($"The comparison cannot be written to '{folder}': '{ReportWriter.PageName}' is there and is no comparison's. Expected a new or an empty folder, or that of an earlier comparison.");
        }

        File.Delete(page);
        foreach (string sub in (string[])[ScriptFile.SubFolder, "thumbs", "previews"])
        {
            string path = Path.Combine(folder, sub);
            foreach (string file in Directory.Exists(path) ? Directory.EnumerateFiles(path).Where(f => OwnName().IsMatch(Path.GetFileName(f))).ToList() : [])
            {
                File.Delete(file);
            }
        }
    }

    [GeneratedRegex(@"^(p[0-9]{4}\.jpg|(pictures|masks|names|pairs|list)-[0-9]+\.js|(report|since)\.js)$", RegexOptions.CultureInvariant)]
    private static partial Regex OwnName();
}
