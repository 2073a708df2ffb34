using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Style and script of the slides, held in the page itself; their hashes are all that the content security policy lets through.</summary>
internal static class SlidesResources
{
    private static readonly string s_style = Read("slides.css"), s_script = Read("slides.js");

    /// <summary>The style element.</summary>
    public static MarkupString Style { get; } = new($"<style>{s_style}</style>");

    /// <summary>The script element.</summary>
    public static MarkupString Script { get; } = new($"<script>{s_script}</script>");

    /// <summary>The script's hash, as a source that a policy lets through.</summary>
    public static string ScriptHash { get; } = $"'{Hash(s_script)}'";

    /// <summary>No network, no frame, no form; pictures in the page itself only.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; img-src data:; style-src '{Hash(s_style)}'; script-src '{Hash(s_script)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Read(string name)
    {
        using StreamReader reader = new(typeof(SlidesResources).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
