using System.Security.Cryptography;
using ImageAnalytics.Cli.Reports;
using ImageAnalytics.Engine.Models;
using ImageAnalytics.Engine.Runs;
using ImageAnalytics.Reporting;
using ImageAnalytics.Reporting.Decks;
using ImageAnalytics.Results;

namespace ImageAnalytics.Cli.Running;

/// <summary>Makes a run's slides from its results.</summary>
internal static class RunDeck
{
    /// <summary>Whatever changes the slides besides the results and the pipeline file: the template's content. Empty without a template.</summary>
    public static string Fingerprint(PreparedRun run)
    {
        try
        {
            return run.Pipeline.TemplatePath is { } path ? $" template {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))}" : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return " template gone"; // said when the slides are written
        }
    }

    /// <summary>Writes the slides that the pipeline asks for.</summary>
    /// <param name="run">The run.</param>
    /// <param name="reader">Its results.</param>
    /// <param name="folder">The report's folder.</param>
    /// <param name="originals">Reads the pictures; borrowed.</param>
    /// <param name="note">Hears what a person should know.</param>
    public static void Write(PreparedRun run, RunReader reader, string folder, OriginalReaders originals, Action<string> note)
    {
        bool slides = run.Pipeline.Report.Formats.Contains("slides"), presentation = run.Pipeline.Report.Formats.Contains("pptx");
        if (!slides && !presentation)
        {
            return;
        }

        DeckTemplate? template = presentation ? Template(run, note) : null;
        DeckContent content = DeckContentBuilder.Build(reader, new DeckOptions
        {
            Title = run.Pipeline.Report.Title,
            Problem = run.Pipeline.Problem,
            OutputFolder = run.Output,
            Alerts = RunAlerts.Read(reader.Folder),
            ReportPage = run.Pipeline.Report.Formats.Contains("html") ? ReportWriter.PageName : null,
            MaxSlides = run.Pipeline.Report.MaxSlides,
            NonCommercialModels = [.. run.Models.Where(m => LicenceTerms.ForbidsCommercialUse(m.Licence)).Select(m => m.Name)],
        });
        DeckWriter.WriteAsync(
            content, folder, slides, presentation, run.Pipeline.Report.MaxDeckMegabytes, template,
            (picture, longSide) => originals.Decode(new ReportPicture { Path = "", FullPath = picture.FullPath, Key = picture.ContentHash, Page = picture.Page, Width = picture.Width, Height = picture.Height }, longSide))
            .GetAwaiter().GetResult();
    }

    // It was good before the first image. A night later it may be gone; the results are worth more than the design.
    private static DeckTemplate? Template(PreparedRun run, Action<string> note)
    {
        if (run.Pipeline.TemplatePath is not { } path)
        {
            return null;
        }

        if (!DeckTemplate.TryRead(path, run.Pipeline.Report.MaxDeckMegabytes, out DeckTemplate? template, out string? problem))
        {
            note($"The template '{path}' can no longer be used, so the slides have the built-in design. {problem}");
            return null;
        }

        foreach (string notice in template.Notices)
        {
            note(notice);
        }

        return template;
    }
}
