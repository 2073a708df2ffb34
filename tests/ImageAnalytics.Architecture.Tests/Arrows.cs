namespace ImageAnalytics.Architecture.Tests;

/// <summary>Who may refer to whom. A project that is not named here has no arrows yet, and a test says so.</summary>
internal static class Arrows
{
    private const string Prefix = "ImageAnalytics.";

    /// <summary>What a project's own file may refer to.</summary>
    public static IReadOnlyDictionary<string, string[]> Direct { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [Prefix + "Sdk"] = [],
        [Prefix + "Imaging"] = Names("Sdk"),
        [Prefix + "Inference"] = Names("Imaging", "Sdk"),
        [Prefix + "Faces"] = Names("Sdk"),
        [Prefix + "Results"] = Names("Sdk"),
        [Prefix + "Engine"] = Names("Imaging", "Results", "Sdk"),
        [Prefix + "Reporting"] = Names("Results", "Imaging", "Sdk"),
        [Prefix + "Training"] = Names("Inference", "Engine", "Faces", "Reporting", "Imaging", "Results", "Sdk"),
        [Prefix + "Importers"] = Names("Inference", "Imaging", "Sdk"),
        [Prefix + "Cluster"] = Names("Engine", "Imaging", "Results", "Sdk"),
        [Prefix + "Dashboard"] = Names("Cluster", "Reporting", "Engine", "Results", "Sdk"),
    };

    /// <summary>What any plugin may refer to: never the engine, never the results.</summary>
    public static string[] Plugin { get; } = Names("Sdk", "Imaging", "Inference");

    /// <summary>What the face plugin may refer to besides.</summary>
    public static string[] FacePlugin { get; } = [.. Plugin, Prefix + "Faces"];

    /// <summary>Packages with native code or a world of their own: the only projects that may name each.</summary>
    public static IReadOnlyDictionary<string, string[]> Packages { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["OpenCvSharp4"] = Names("Imaging"),
        ["Microsoft.ML.OnnxRuntime"] = Names("Inference"),
        ["DuckDB.NET.Data.Full"] = Names("Results"),
        ["CsvHelper"] = Names("Results"),
        ["McMaster.NETCore.Plugins"] = Names("Engine"),
        ["TorchSharp"] = Names("Training"),
        ["TorchSharp-cpu"] = Names("Training"),
        ["Quartz"] = Names("Cluster"),
        ["Npgsql"] = Names("Cluster"),
        ["DocumentFormat.OpenXml"] = Names("Reporting"),
        ["ScottPlot"] = Names("Reporting"),
        ["System.CommandLine"] = Names("Cli"),
        ["Spectre.Console"] = Names("Cli"),
    };

    private static string[] Names(params string[] projects) => [.. projects.Select(p => Prefix + p)];
}
