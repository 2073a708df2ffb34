using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace ImageAnalytics.Acceptance;

/// <summary>Slides of a real run, opened by another program than the one that wrote them.</summary>
public sealed class DeckTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Presentation_IsTurnedIntoAsManyPagesAsItHasSlides()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/soffice"), "LibreOffice is not installed (apt-get install libreoffice-impress).");
        CliProgram program = new(_workspace);
        SharedFiles.InstallModels(program);
        SharedFiles.Unpack(_workspace["in/coco"], ["data", "coco-val50", "coco-val50.zip"]);
        string pipeline = File.ReadAllText(Path.Combine(Repository.Root, "pipelines", "objects.yaml")).Replace("formats: [html, csv]", "formats: [slides, pptx, csv]", StringComparison.Ordinal);
        Directory.CreateDirectory(_workspace["brand"]);
        File.WriteAllText(_workspace["plain.yaml"], pipeline);
        CliResult first = program.Run("run", "plain.yaml", "--input", "in", "--output", "out").AssertExit(0);
        string plain = Path.Combine(first.Line.Output, "report", "summary.pptx");
        AssertPages(plain);
        Assert.Contains("<section class=\"slide", File.ReadAllText(Path.Combine(first.Line.Output, "report", "slides.html")), StringComparison.Ordinal);

        // A deck is a presentation like any other, so it serves as a template; its slides do not come along.
        File.Copy(plain, _workspace["brand/brand.pptx"]);
        File.WriteAllText(_workspace["branded.yaml"], pipeline.TrimEnd() + "\n  template: brand/brand.pptx\n  maxSlides: 6\n");
        CliResult second = program.Run("run", "branded.yaml", "--input", "in", "--output", "out").AssertExit(0);
        string branded = Path.Combine(second.Line.Output, "report", "summary.pptx");
        Assert.Equal(6, Slides(branded));
        AssertPages(branded);

        File.WriteAllText(_workspace["brand/brand.pptx"], "no presentation");
        CliResult refused = program.Run("run", "branded.yaml", "--input", "in", "--output", "out").AssertExit(2);
        Assert.Contains("The template 'brand/brand.pptx' cannot be used. It is no presentation; expected a .pptx or .potx file.", refused.Error, StringComparison.Ordinal);
    }

    private void AssertPages(string presentation)
    {
        ProcessStartInfo start = new("/usr/bin/soffice") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = _workspace["home"];
        Array.ForEach(["--headless", "--convert-to", "pdf", "--outdir", _workspace["pdf"], presentation], start.ArgumentList.Add);
        using Process office = Process.Start(start)!;
        Assert.True(office.WaitForExit(Waiting.Patience));
        string pdf = Encoding.Latin1.GetString(File.ReadAllBytes(_workspace["pdf/summary.pdf"]));
        Assert.Equal(Slides(presentation), Regex.Count(pdf, @"/Type\s*/Page\b(?!s)"));
    }

    private static int Slides(string presentation)
    {
        using ZipArchive zip = ZipFile.OpenRead(presentation);
        return zip.Entries.Count(e => Regex.IsMatch(e.FullName, "^ppt/slides/slide[0-9]+\\.xml$"));
    }
}
