using DuckDB.NET.Data;
using ImageAnalytics.Results.Tables;
using ImageAnalytics.Results.Tests.Support;

namespace ImageAnalytics.Results.Tests.Tables;

public sealed class TableFilesTests : IDisposable
{
    private readonly OutputFolder _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Finish_Tables_AreWrittenBesideTheOthers()
    {
        RunOutcome outcome = Run(new TableQuery("per-folder", "select folder, label, count(*) as n, avg(confidence) as mean from detections group by all"));
        Assert.Equal("folder,label,n,mean\r\nyard,car,4,0.51\r\nyard,dog,2,0.52\r\n", Csv(outcome, "per-folder"));
        Assert.Equal(("per-folder", 2L, null), (outcome.Tables[0].Id, outcome.Tables[0].Rows, outcome.Tables[0].Problem));
        using RunReader reader = RunReader.Open(outcome.Folder);
        Assert.Equal(outcome.Tables, reader.Tables);
    }

    [Theory]
    [InlineData("select path from images")]
    [InlineData("select path from images order by folder")]
    [InlineData("select path from images order by folder limit 3")]
    [InlineData("select distinct path from images")]
    [InlineData("(select path from images) union all (select path from images)")]
    public void Finish_RowsThatAreEqualInTheOrderAskedFor_ComeInOneOrder(string sql)
    {
        string[] rows = Csv(Run(new TableQuery("paths", sql)), "paths").Split("\r\n")[1..^1];
        Assert.Equal(rows.Order(StringComparer.Ordinal), rows);
        Assert.True(rows.Length >= 3);
    }

    [Fact]
    public void Finish_OrderAskedFor_IsKept()
    {
        string[] rows = Csv(Run(new TableQuery("paths", "select path from images order by path desc")), "paths").Split("\r\n")[1..^1];
        Assert.Equal(rows.OrderDescending(StringComparer.Ordinal), rows);
    }

    [Fact]
    public void Finish_CellsOfEveryKind_AreWrittenForMachines()
        => Assert.Equal(
            "text,whole,huge,decimal,double,flag,day,moment,nothing,\"'=name\"\r\n\"'=1+1\",-7,12345678901234567890,-0.50,1E-05,true,2026-01-02,2026-01-02T03:04:05.5,,\"'@x\"\r\n",
            Csv(Run(new TableQuery("cells", """
                select '=1+1' as text, -7 as whole, 12345678901234567890::hugeint as huge, -0.50::decimal(4,2) as decimal, 1e-5 as double, true as flag,
                  date '2026-01-02' as day, timestamp '2026-01-02 03:04:05.5' as moment, null as nothing, '@x' as "=name"
                """)), "cells"));

    [Fact]
    public void Finish_QueryThatFails_LeavesTheRunAndTheOtherTablesAlone()
    {
        RunOutcome outcome = Run(
            new TableQuery("wrong", "select path::int as n from images"),
            new TableQuery("endless", "select count(*) from range(1000000) a, range(1000000) b where (a.range * b.range) % 7 = 3"),
            new TableQuery("many", "select range from range(1000)"),
            new TableQuery("greedy", "select count(*) from (select distinct range::varchar || 'a long text that takes memory' from range(20000000))"),
            new TableQuery("right", "select count(*) as n from images"));
        Assert.Equal("n\r\n6\r\n", Csv(outcome, "right"));
        Assert.Equal(["wrong", "endless", "many", "greedy"], outcome.Tables.Where(t => t.Problem is not null).Select(t => t.Id));
        Assert.StartsWith("Conversion Error", outcome.Tables[0].Problem, StringComparison.Ordinal);
        Assert.Equal("Its query was stopped after 3 seconds, the most that one may take. Make it simpler.", outcome.Tables[1].Problem);
        Assert.Equal("Its query gives more than 100 rows, the most that a table may have. Group or limit them.", outcome.Tables[2].Problem);
        Assert.False(File.Exists(Path.Combine(outcome.Folder, "csv", "endless.csv")));
        Assert.Equal(6, outcome.Counts.Images);
    }

    [Fact]
    public void Finish_FailedTable_IsTriedAgainByTheNextRun()
    {
        Run(new TableQuery("many", "select range from range(1000)"));
        RunOutcome second = Scene.Of(6).Run(_output.Path, document: d => d with { Tables = [new TableQuery("many", "select range from range(1000)")] });
        Assert.Equal((1000, null), (second.Tables[0].Rows, second.Tables[0].Problem));
    }

    [Fact]
    public void Finish_NothingChanged_LinksTheTablesAndAChangedQueryMakesThemAnew()
    {
        TableQuery query = new("n", "select count(*) as n from images");
        RunOutcome first = Run(query), second = Run(query), third = Run(query with { Sql = "select count(*) as m from images" });
        Assert.Equal((false, true, false), (first.SameAsLatest, second.SameAsLatest, third.SameAsLatest));
        Assert.Equal(["n\r\n6\r\n", "n\r\n6\r\n", "m\r\n6\r\n"], new[] { first, second, third }.Select(r => Csv(r, "n")));
        Assert.Equal(first.Tables, second.Tables);
    }

    [Fact]
    public void Export_Csv_HoldsTheTables()
    {
        using RunReader reader = RunReader.Open(Run(new TableQuery("n", "select '=x' as n")).Folder);
        RunExport.Write(reader, "csv", _output.Combine("exported"), rawCsv: true);
        Assert.Equal("n\r\n=x\r\n", File.ReadAllText(_output.Combine("exported", "n.csv")));
    }

    [Theory]
    [InlineData("SELECT * FROM read_text('/etc/passwd')")]
    [InlineData("COPY (SELECT 1) TO '{0}/written.csv'")]
    [InlineData("ATTACH '{0}/written.db'")]
    [InlineData("SET threads = 2")]
    [InlineData("SET enable_external_access = true")]
    [InlineData("LOAD httpfs")]
    public void LockForQueries_WhateverPassesTheFirstWall_StopsAtTheSecond(string sql)
    {
        using RunReader reader = RunReader.Open(Scene.Of(3).Run(_output.Path).Folder);
        reader.LockForQueries(new TableLimits());
        Assert.Equal(3, reader.Database.Count("SELECT count(*) FROM images"));
        Assert.ThrowsAny<DuckDBException>(() => reader.Database.Execute(sql.Replace("{0}", _output.Path, StringComparison.Ordinal)));
        Assert.False(File.Exists(_output.Combine("written.csv")));
    }

    private RunOutcome Run(params TableQuery[] tables) => Scene.Of(6).Run(_output.Path, document: d => d with
    {
        Tables = tables,
        TableLimits = new TableLimits { Time = TimeSpan.FromSeconds(3), Rows = 100, MemoryMegabytes = 64, DiskMegabytes = 1 },
    });

    private static string Csv(RunOutcome outcome, string id) => File.ReadAllText(Path.Combine(outcome.Folder, "csv", id + ".csv"));
}
