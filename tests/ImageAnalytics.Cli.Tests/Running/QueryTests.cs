using System.Text.Json.Nodes;

namespace ImageAnalytics.Cli.Tests.Running;

/// <summary>A finished run is asked by SQL, and nothing else can be reached so.</summary>
public sealed class QueryTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public QueryTests() => _program = new CliProgram(_workspace);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Query_AnswersAsTableCsvAndJson_AndRefusesWhatIsNoQuestion()
    {
        DrawnPictures.DrawOne(_workspace["in/=1+1.png"], seed: 1);
        DrawnPictures.DrawOne(_workspace["in/b.png"], seed: 2);
        _program.Scan(_workspace.Write("shapes.yaml", TestPipelines.Shapes), "in", "out").AssertExit(0);
        const string Sql = "select path, label, confidence > 0 as sure from classifications";

        CliResult table = Query(Sql), csv = Query(Sql, "--format", "csv"), json = Query(Sql, "--format", "json");

        Assert.Equal(["path      label  sure", "=1+1.png  red    True", "b.png     red    True"], table.Output.TrimEnd().Split('\n'));
        Assert.Equal("path,label,sure\r\n\"'=1+1.png\",red,true\r\nb.png,red,true\r\n", csv.Output);
        Assert.Equal("""[{"path":"=1+1.png","label":"red","sure":true},{"path":"b.png","label":"red","sure":true}]""", JsonNode.Parse(json.Output)!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.EndsWith("… and 1 more rows; --rows or --format csv has them.", Query(Sql, "--rows", "1").Output.TrimEnd(), StringComparison.Ordinal);

        foreach (string bad in (string[])
            ["delete from images", "select * from read_csv('/etc/passwd')", "select 1; select 2", "copy images to 'x.csv'", "select * from imags", "attach 'x.db'", "set memory_limit='1TB'"])
        {
            CliResult refused = Query(bad);
            Assert.Equal(2, refused.ExitCode);
            Assert.StartsWith("error: The query cannot be answered. ", refused.Error, StringComparison.Ordinal);
        }

        CliResult endless = Query("with recursive r(n) as (select 1 union all select n + 1 from r) select count(*) from r", "--seconds", "1");
        Assert.Equal(2, endless.ExitCode);
        Assert.Contains("stopped after 1 seconds", endless.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Query_SumsAndDates_AreWrittenAlikeInAllFormats()
    {
        DrawnPictures.DrawOne(_workspace["in/b.png"], seed: 2);
        _program.Scan(_workspace.Write("shapes.yaml", TestPipelines.Shapes), "in", "out").AssertExit(0);
        const string Sql = "select sum(height) as h, sum(9223372036854775807) * 10 as big, date '2026-03-04' as d, timestamp '2026-03-04 05:06:07' as t, time '05:06:07' as o, 'nan'::float as n from images";
        string height = _program.Run("query", "out", "select height from images", "--format", "csv").Output.Split("\r\n")[1];

        Assert.Equal($$"""[{"h":{{height}},"big":92233720368547758070,"d":"2026-03-04","t":"2026-03-04T05:06:07","o":"05:06:07","n":null}]""", Query(Sql, "--format", "json").Output.Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal));
        Assert.Contains($"{height},92233720368547758070,2026-03-04,2026-03-04T05:06:07,05:06:07,", Query(Sql, "--format", "csv").Output, StringComparison.Ordinal);
        Assert.Contains("2026-03-04  2026-03-04T05:06:07  05:06:07", Query(Sql).Output, StringComparison.Ordinal);
    }

    private CliResult Query(string sql, params IEnumerable<string> more) => _program.Run(["query", "out", sql, .. more]);
}
