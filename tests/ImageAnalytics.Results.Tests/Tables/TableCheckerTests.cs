using ImageAnalytics.Results.Sql;
using ImageAnalytics.Results.Tables;
using ImageAnalytics.Results.Tests.Support;

namespace ImageAnalytics.Results.Tests.Tables;

public sealed class TableCheckerTests : IDisposable
{
    private readonly TableChecker _checker = new();

    public void Dispose() => _checker.Dispose();

    [Theory]
    [InlineData("select folder, label, count(*) as n from detections group by all")]
    [InlineData("with busy as (select path from observations group by path having count(*) > 3) select * from images semi join busy using (path)")]
    [InlineData("from summary;")]
    [InlineData("values (1, 'a'), (2, 'b')")]
    [InlineData("select step, min(distance) from faces group by step union all select 'all', avg(confidence) from classifications order by 1 limit 3")]
    [InlineData("SELECT i.path, (SELECT max(confidence) FROM Detections d WHERE d.path = i.path) FROM Images i, range(3) r, unnest([1, 2]) u")]
    [InlineData("with recursive n(i) as (select 1 union all select i + 1 from n where i < 3) select i, date '2026-01-02' + i::int, true, uuid() from n")]
    public void Check_OneSelectOverViews_IsRight(string sql) => Assert.Null(_checker.Check(sql));

    [Theory]
    [InlineData("insert into images values (1)", "It is no SELECT.", 0)]
    [InlineData("create table t as select 1", "It is no SELECT.", 0)]
    [InlineData("copy (select 1) to '/tmp/x'", "It is no SELECT.", 0)]
    [InlineData("attach '/tmp/x.db'", "It is no SELECT.", 0)]
    [InlineData("set threads = 4", "It is no SELECT.", 0)]
    [InlineData("pragma database_list", "It is no SELECT.", 0)]
    [InlineData("install httpfs", "It is no SELECT.", 0)]
    [InlineData("explain select 1", "It is no SELECT.", 0)]
    [InlineData("select 1; select 2", "It has 2 statements.", 0)]
    [InlineData("select 1; drop view images", "It is no SELECT.", 0)]
    [InlineData("", "It has 0 statements.", 0)]
    [InlineData("select '\0' from images", "It has a zero character, which no query can have.", 8)]
    [InlineData("describe images", "It describes a table, and selects nothing.", 0)]
    [InlineData("select * from 'secret.csv'", "It reads 'secret.csv', which is no view of a run.", 14)]
    [InlineData("select * from read_csv('/etc/passwd')", "It reads from the function 'read_csv', which is not allowed.", 14)]
    [InlineData("select (select count(*) from glob('/*')) from images", "It reads from the function 'glob', which is not allowed.", 29)]
    [InlineData("with a as (select * from read_text('/etc/passwd')) select * from a", "It reads from the function 'read_text', which is not allowed.", 25)]
    [InlineData("select * from duckdb_settings()", "It reads from the function 'duckdb_settings', which is not allowed.", 14)]
    [InlineData("select * from query('select 1')", "It reads from the function 'query', which is not allowed.", 14)]
    [InlineData("select * from information_schema.tables", "It reads 'tables', which is no view of a run.", 14)]
    [InlineData("select * from segment", "It reads 'segment', which is no view of a run.", 14)]
    [InlineData("select * from image join run_step on true", "It reads 'image', which is no view of a run.", 14)]
    [InlineData("select $1 from images", "It has a parameter, and nothing gives it a value.", null)]
    [InlineData("select labl from detections", "Referenced column \"labl\" not found in FROM clause.", 7)]
    [InlineData("select 'é', labl from detections", "Referenced column \"labl\" not found in FROM clause.", 12)]
    [InlineData("select nosuch(label) from detections", "Scalar Function with name nosuch does not exist.", 7)]
    [InlineData("selec 1", "Syntax error at or near \"selec\".", 0)]
    [InlineData("select list(label) as labels from detections", "Its column 'labels' is VARCHAR[], which no cell of a CSV file can hold.", null)]
    public void Check_AnythingElse_IsRefusedWithItsPlace(string sql, string message, int? index)
    {
        QueryProblem? problem = _checker.Check(sql);
        Assert.Equal((message, index), (problem?.Message, problem?.Index));
    }

    [Fact]
    public void Check_EndlessQuery_ReturnsAtOnce() => Assert.Null(_checker.Check("select count(*) from range(1000000000000) a, range(1000000000000) b"));

    [Theory]
    [InlineData(50_000)]
    [InlineData(120_000)]
    public void Check_HugeOrDeepQuery_IsRefused(int depth)
        => Assert.NotNull(_checker.Check("select " + new string('(', depth / 2) + "1" + new string(')', depth / 2)));

    [Fact]
    public void Views_OfNoRows_HaveTheColumnsOfARealRun()
    {
        using OutputFolder output = new();
        using RunReader reader = RunReader.Open(Scene.Of(3).Run(output.Path).Folder);
        reader.LockForQueries(new TableLimits());
        using Database empty = Database.Open(null, 64, 1);
        RunViews.CreateEmpty(empty);
        Assert.All(RunViews.Names, v => Assert.Equal(TableChecker.Columns(empty, $"SELECT * FROM {v}"), TableChecker.Columns(reader.Database, $"SELECT * FROM {v}")));
    }
}
