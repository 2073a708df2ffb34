using ImageAnalytics.Results.Tests.Support;

namespace ImageAnalytics.Results.Tests.Runs;

public sealed class HostileTextTests : IDisposable
{
    private readonly OutputFolder _output = new();

    public void Dispose() => _output.Dispose();

    public static TheoryData<string> Names =>
    [
        "=cmd|' /C calc'!A0.jpg", "-1.jpg", "+2.jpg", "@sum.jpg", "\tx.jpg", "\rx.jpg", "a,b.jpg", "a\"b.jpg", "line\nbreak.jpg", "line\r\nbreak.jpg",
        " space .jpg", "ünï/日本/😀.jpg", "<b>&amp;.jpg", "it's.jpg", "a\\xFFb.jpg", "%s{0}.jpg", "a;b.jpg", "'quoted'.jpg", "\u202Egpj.exe", "#comment.jpg",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Finish_HostileNameAndLabel_ComesThroughWhole(string text)
    {
        Scene scene = new Scene().Add("dir/" + text, "x").Add(text, "y");
        RunOutcome outcome = scene.Run(_output.Path, special: image => scene.Compute(image) with { Steps = Hostile(text) });
        RunOutcome raw = scene.Run(_output.Path, rawCsv: true);

        foreach ((string folder, bool guarded) in ((string, bool)[])[(outcome.Folder, true), (raw.Folder, false)])
        {
            List<string[]> images = Read(Path.Combine(folder, "csv", "images.csv")), observations = Read(Path.Combine(folder, "csv", "observations.csv"));
            string shown = guarded && text[0] is ('=' or '-' or '+' or '@' or '\t' or '\r') ? "'" + text : text;
            Assert.Equal(["path", "dir/" + text, shown], images.Select(r => r[0]));
            Assert.Equal([shown, shown], observations.Skip(1).Select(r => r[6]));
            Assert.Equal(["-12.5", "-12.5"], observations.Skip(1).Select(r => r[8]));
        }

        using RunReader reader = RunReader.Open(outcome.Folder);
        Assert.Equal(["dir/" + text, text], reader.Images().Select(i => i.Path));
        Assert.Equal(["/in/dir/" + text, "/in/" + text], reader.Images().Select(i => i.FullPath));
        Assert.Equal([text, text], reader.Observations().Select(o => o.Stored.Value.Label));
    }

    [Fact]
    public void Commit_TextWithNulCharacters_EndsThemOrMarksThem()
    {
        Scene scene = new Scene().Add("a.jpg", "a");
        RunOutcome outcome = scene.Run(_output.Path, special: image => scene.Compute(image) with
        {
            Facts = new ImageFacts { Width = 1, Height = 1, Camera = "Box 2\0\0" },
            Steps = Hostile("a\0b"),
        });

        using RunReader reader = RunReader.Open(outcome.Folder);
        Assert.Equal("Box 2", reader.Images().Single().Camera);
        Assert.Equal("a\uFFFDb", reader.Observations().Single().Stored.Value.Label);
    }

    [Fact]
    public void Commit_TextWithHalfACharacter_IsStored()
    {
        Scene scene = new Scene().Add("a.jpg", "a");
        RunOutcome outcome = scene.Run(_output.Path, special: image => scene.Compute(image) with { Steps = Hostile("a\uD800b") });

        using RunReader reader = RunReader.Open(outcome.Folder);
        Assert.Equal("a\uFFFDb", reader.Observations().Single().Stored.Value.Label);
    }

    private static IReadOnlyList<StepResult> Hostile(string text)
        =>
        [
            new StepResult("fp-objects", null, null,
            [
                new StoredObservation(1, null, new Observation
                {
                    Kind = ObservationKinds.Detection,
                    Label = text,
                    Confidence = 1,
                    Box = new BoundingBox(-12.45, 0, 1, 1),
                    Detail = text,
                }),
            ]),
            new StepResult("fp-kind", null, null, []),
        ];

    private static List<string[]> Read(string path)
    {
        List<string[]> rows = [];
        string text = File.ReadAllText(path);
        List<string> row = [];
        System.Text.StringBuilder cell = new();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted)
            {
                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else if (c == '"')
                {
                    quoted = false;
                }
                else
                {
                    cell.Append(c);
                }
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c == ',')
            {
                row.Add(cell.ToString());
                cell.Clear();
            }
            else if (c == '\r' && text[i + 1] == '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                rows.Add([.. row]);
                row.Clear();
                i++;
            }
            else
            {
                cell.Append(c);
            }
        }

        Assert.Empty(row);
        return rows;
    }
}
