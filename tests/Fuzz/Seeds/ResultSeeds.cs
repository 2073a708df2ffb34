using ImageAnalytics.Fuzz.Targets;
using ImageAnalytics.Results.Sql;
using ImageAnalytics.Results.Storing;

namespace ImageAnalytics.Fuzz.Seeds;

/// <summary>What good runs leave behind.</summary>
internal static class ResultSeeds
{
    public static IReadOnlyList<byte[]> RunWords { get; } =
        Words.Of("\"runId\":", "\"pipeline\":", "\"finished\":", "\"counts\":", "\"steps\":", "\"stepOrder\":", "\"digest\":", "\"tables\":", "\"repeats\":", "\"of\":", "\"parent\":", "\"limits\":", "\"overrides\":", "\"timeoutSeconds\":", "1e300", "\"2026-01-01T00:00:00+00:00\"");

    public static IReadOnlyList<byte[]> ResultWords { get; } =
        Words.Of("\"images\":", "\"run\":", "\"counts\":", "\"steps\":", "\"observations\":", "\"id\":", "\"step\":", "\"parent\":", "\"status\":", "\"failed\"", "99999999999999999999", "1.5");

    public static IReadOnlyList<byte[]> QueryWords { get; } =
        Words.Of("select ", " from ", "images", "detections", " where ", " group by ", " order by ", " limit ", "(", ")", "*", ",", ";", "with a as (", " union ", " join ", "range(", "unnest(", "read_csv('/etc/passwd')", "::int", "'", "\"", "--", "/*", "$1", "[1]", "{'a':1}", "lambda x: ", "((");

    public static IEnumerable<byte[]> Runs() => Words.Of(
        """{"program":"x","pipelineFile":"p.yaml","pipelineFolder":"/p","pipelineText":"name: x","overrides":["a.b=1"],"limits":{"maxBytes":1,"maxPixels":2,"timeoutSeconds":1.5,"maxWorkerMegabytes":4},"runId":"20260101T000000Z","pipeline":"yard","finished":"2026-01-01T00:00:00+00:00","counts":{"images":1,"new":1,"reused":0,"ok":1,"partial":0,"failed":0,"observations":2},"factsFingerprint":"f","steps":[{"id":"a","plugin":"p","model":"m","fingerprint":"x","parent":null},{"id":"b","plugin":"p","model":"m","fingerprint":"y","parent":0,"of":[0]}],"stepOrder":[0,1],"rawCsv":false,"csvRevision":1,"digest":"d","tables":[{"id":"t","sql":"select 1","rows":1,"problem":null}],"reportFingerprint":"r"}""",
        """{"runId":"1","pipeline":"y","finished":"2026-01-01T00:00:00Z","counts":null,"factsFingerprint":null,"steps":[null],"stepOrder":[],"digest":null}""");

    public static IEnumerable<byte[]> Alerts() => Words.Of(
        """{"pipeline":"p","run":"r","lastRun":null,"folder":"/x","alerts":[{"id":"seen","fired":true,"value":2,"message":"m","level":"warning","images":["a.jpg"]}]}""");

    public static IEnumerable<byte[]> Results() => Words.Of(
        """{"format":1,"run":{"id":"1","pipeline":"p","finished":"2026-01-01T00:00:00Z","counts":{"images":1,"failed":0,"observations":1},"steps":[{"id":"a","plugin":"p","model":"m","fingerprint":"f"}]},"images":[{"path":"a.jpg","content":"c","status":"ok","width":1,"height":1,"observations":[{"id":"a-1","step":"a","kind":"detection","label":"car","confidence":0.5,"box":[1,2,3,4]}]}]}""");

    public static IEnumerable<byte[]> Queries() => Words.Of(
        "select folder, label, count(*) as n from detections group by all", "with a as (select 1 as x union all select 2) select x from a where x > 1 order by x desc limit 5", "select unnest([1,2]) as u, 'a' || path::varchar from images");

    public static IEnumerable<byte[]> Segments()
    {
        string file = Scratch.Write("seed.parquet", []);
        File.Delete(file);
        using Database database = Database.Open(null, 256, 1);
        database.Execute(TableShape.Segment.CreateTable("made"));
        database.Execute("INSERT INTO made (record, content, fingerprint, width, height, number, kind, label, confidence, x, y, box_width, box_height, embedding, detail) VALUES ('facts', 'abc', 'f', 640, 480, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), ('observation', 'abc', 'fp', NULL, NULL, 1, 'detection', 'car', 0.5, 1, 2, 3, 4, [0.5, 1.5], '{}')");
        database.Execute($"COPY made TO {SqlText.Quote(file)} (FORMAT parquet)");
        return [File.ReadAllBytes(file)];
    }
}
