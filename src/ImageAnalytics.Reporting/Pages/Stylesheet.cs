using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace ImageAnalytics.Reporting;

/// <summary>The page's style, held in the page itself; its hash is what the content security policy lets through.</summary>
internal static class Stylesheet
{
    private static readonly string s_text = Read();

    /// <summary>The style element.</summary>
    public static MarkupString Element { get; } = new($"<style>{s_text}</style>");

    /// <summary>
    /// No script, no network, no frame, no form; pictures from beside the page only. Browsers do not agree on what 'self' is
    /// for a page that was opened from disk, so file: is named as well.
    /// </summary>
    public static string Policy { get; } =
        $"default-src 'none'; img-src 'self' file:; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(s_text)))}'; base-uri 'none'; form-action 'none'";

    private static string Read()
    {
        using StreamReader reader = new(typeof(Stylesheet).Assembly.GetManifestResourceStream("report.css")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
