using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Engine.Pipelines;

namespace ImageAnalytics.Engine.Tests.Pipelines;

public sealed class PipelineFileFuzzTests
{
    private static readonly string[] s_pieces =
        ["", "[", "]", "{", "}", ":", ": ", "- ", "\n", "\n  ", "\t", "'", "\"", "&a", "*a", "!t ", "%", "@", "|\n", ">", "#", "? ", "~", "\0", "\ud800", "é", "\\", ", ", "---\n", "on", "where: ", "steps:"];

    [Fact]
    public void Parse_MutatedFile_ReportsAndNeverThrows()
    {
        Gen<(int At, int Cut, string Piece)> mutation =
            from at in Gen.Choose(0, 1500)
            from cut in Gen.Choose(0, 12)
            from piece in Gen.Elements(s_pieces)
            select (at, cut, piece);
        Prop.ForAll(mutation.NonEmptyListOf().ToArbitrary(), mutations =>
        {
            string text = PipelineTexts.YardWatch;
            foreach ((int at, int cut, string piece) in mutations.Take(6))
            {
                int start = Math.Min(at, text.Length);
                text = text.Remove(start, Math.Min(cut, text.Length - start)).Insert(start, piece);
            }

            return IsSound(text);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Parse_RandomPieces_ReportsAndNeverThrows()
        => Prop.ForAll(Gen.Elements(s_pieces).ListOf().Select(string.Concat).ToArbitrary(), IsSound).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    // Either a pipeline or problems; every place is inside the text; checking what could be understood does not throw.
    private static bool IsSound(string text)
    {
        PipelineReading reading = PipelineFile.Parse(text, "f.yaml");
        PipelineReading loaded = PipelineLoader.Check(reading, TestEnvironment.Create, ["objects.top=1"]);
        string[] lines = text.Split('\n');
        return reading.Pipeline is null == reading.Problems.Count > 0
            && loaded.Problems.Count >= reading.Problems.Count
            && reading.Problems.All(p => p.Line >= 1 && p.Line <= lines.Length + 1 && p.Column >= 1 && p.ToString().IndexOf('\n', StringComparison.Ordinal) < 0)
            && (reading.Pipeline is null || PipelineGraph.ToText(reading.Pipeline).Length + PipelineGraph.ToMermaid(reading.Pipeline).Length > 0);
    }
}
