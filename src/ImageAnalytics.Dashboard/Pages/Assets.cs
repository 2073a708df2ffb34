using System.Security.Cryptography;
using System.Text;
using ImageAnalytics.Reporting.Writing;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ImageAnalytics.Dashboard.Pages;

/// <summary>Style, script and icon of the dashboard, which come with the program.</summary>
internal static class Assets
{
    /// <summary>The icon's name.</summary>
    public const string IconName = "icon.svg";

    private const string Icon = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect x="1" y="1" width="14" height="14" rx="3" fill="#1971c2"/><path d="M4 11l3-5 2 3 1-1 2 3z" fill="#fff"/></svg>""";

    private static readonly Dictionary<string, (string Type, byte[] Bytes, EntityTagHeaderValue Tag)> s_all = new(StringComparer.Ordinal)
    {
        ["dashboard.css"] = Of("text/css; charset=utf-8", ReportAssets.Style + Text("dashboard.css")),
        ["live.js"] = Of("text/javascript; charset=utf-8", Text("live.js")),
        [IconName] = Of("image/svg+xml", Icon),
    };

    /// <summary>One of them; null when there is none of that name.</summary>
    public static IResult? Find(HttpContext context, string name)
    {
        if (!s_all.TryGetValue(name, out (string Type, byte[] Bytes, EntityTagHeaderValue Tag) asset))
        {
            return null;
        }

        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(asset.Bytes, asset.Type, entityTag: asset.Tag);
    }

    private static (string, byte[], EntityTagHeaderValue) Of(string type, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return (type, bytes, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\""));
    }

    private static string Text(string name)
    {
        using StreamReader reader = new(typeof(Assets).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
