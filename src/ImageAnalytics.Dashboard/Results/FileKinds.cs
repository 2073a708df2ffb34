using ImageAnalytics.Reporting.Decks;

namespace ImageAnalytics.Dashboard.Results;

/// <summary>The kinds of files that runs leave, and how a browser may use each.</summary>
internal static class FileKinds
{
    // A page of a run may have been written by whoever may write to the output folder. It runs its scripts, but can neither ask this service for anything
    // nor send or open anything: no requests, no forms, no frames, no new windows, no workers that outlive it.
    private static readonly string s_page =
        "sandbox allow-scripts allow-same-origin allow-downloads allow-modals; default-src 'none'; "
        + $"script-src 'self' {SlidesResources.ScriptHash}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The policy of what is no page: nothing in it runs or loads anything.</summary>
    public const string Inert = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    private static readonly Dictionary<string, (string Type, bool IsPage, bool IsSaved)> s_kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = ("text/html; charset=utf-8", true, false),
        [".js"] = ("text/javascript; charset=utf-8", false, false),
        [".css"] = ("text/css; charset=utf-8", false, false),
        [".svg"] = ("image/svg+xml", false, false),
        [".jpg"] = ("image/jpeg", false, false),
        [".jpeg"] = ("image/jpeg", false, false),
        [".png"] = ("image/png", false, false),
        [".webp"] = ("image/webp", false, false),
        [".json"] = ("application/json; charset=utf-8", false, false),
        [".csv"] = ("text/csv; charset=utf-8", false, true),
        [".pptx"] = ("application/vnd.openxmlformats-officedocument.presentationml.presentation", false, true),
    };

    /// <summary>What a file is; null for a kind that runs do not leave.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="type">Its type.</param>
    /// <param name="policy">What a browser may do with it when it is opened by itself.</param>
    /// <param name="isSaved">Whether it is saved rather than shown.</param>
    public static bool TryGet(string path, out string type, out string policy, out bool isSaved)
    {
        bool known = s_kinds.TryGetValue(Path.GetExtension(path), out (string Type, bool IsPage, bool IsSaved) kind);
        (type, policy, isSaved) = (kind.Type ?? "", kind.IsPage ? s_page : Inert, kind.IsSaved);
        return known;
    }
}
