using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace ImageAnalytics.Dashboard.Results;

/// <summary>Reports, slides and tables of finished runs.</summary>
internal static class FileEndpoints
{
    /// <summary>Adds them.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapMethods("/files/{output}/{pipeline}/{run}/{**path}", [HttpMethods.Get, HttpMethods.Head], Send);

    private static IResult Send(HttpContext context, string output, string pipeline, string run, string path, RunFiles files)
    {
        if (!FileKinds.TryGet(path, out string type, out string policy, out bool isSaved) || files.Open(output, pipeline, run, path) is not { } file)
        {
            return TypedResults.Text("There is no such file.\n", "text/plain; charset=utf-8", statusCode: StatusCodes.Status404NotFound);
        }

        IHeaderDictionary headers = context.Response.Headers;
        headers[HeaderNames.ContentSecurityPolicy] = policy;
        headers["Cross-Origin-Opener-Policy"] = "unsafe-none"; // Another value than our pages have, so that neither keeps a handle on the other.
        headers[HeaderNames.CacheControl] = "private, no-cache";
        DateTimeOffset written = File.GetLastWriteTimeUtc(file.SafeFileHandle);
        return TypedResults.Stream(file, type, isSaved ? Path.GetFileName(path) : null, written, enableRangeProcessing: true);
    }
}
