namespace ImageAnalytics.Dashboard.Results;

/// <summary>The addresses of the dashboard's pages and files. Every part is escaped.</summary>
internal static class Addresses
{
    /// <summary>The page of a finished run.</summary>
    public static string Run(string output, string pipeline, string run) => $"/results/{Part(output)}/{Part(pipeline)}/{Part(run)}";

    /// <summary>The page of all runs of a pipeline.</summary>
    public static string Pipeline(string output, string pipeline) => $"/history/{Part(output)}/{Part(pipeline)}";

    /// <summary>A file of a finished run.</summary>
    public static string File(string output, string pipeline, string run, string file) => $"/files/{Part(output)}/{Part(pipeline)}/{Part(run)}/{string.Join('/', file.Split('/').Select(Part))}";

    /// <summary>A chart of a pipeline's runs up to one of them.</summary>
    public static string Chart(string output, string pipeline, string run, string file) => $"/charts/{Part(output)}/{Part(pipeline)}/{Part(run)}/{Part(file)}";

    /// <summary>The page of a run that was started by this service.</summary>
    public static string Watched(string id) => $"/runs/{Part(id)}";

    private static string Part(string text) => Uri.EscapeDataString(text);
}
