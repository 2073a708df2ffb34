using DuckDB.NET.Data;
using ImageAnalytics.Results.Exports;
using ImageAnalytics.Results.Sql;

namespace ImageAnalytics.Results.Repeats;

/// <summary>Finds what was found again and again at one place of one folder, lists it, and says what is left out for it.</summary>
/// <remarks>
/// Pictures of one size are compared, copies of a picture count once. Boxes are read twice: a first time to count them roughly in fixed memory, a
/// second time, folder by folder, to gather those that can be frequent at all. What is gathered grows with the places of one folder, not with
/// its pictures; the rest goes to disk.
/// </remarks>
internal sealed class RepeatFinder(RunReader reader, RepeatOptions options)
{
    /// <summary>The file of a run's folder that names the observations that are left out.</summary>
    public const string SuppressedName = "suppressed.parquet";

    /// <summary>The name of the list, in <c>csv/</c>.</summary>
    public const string FileName = "repeats.csv";

    private readonly BoxGrid _grid = new(options.Overlap);

    /// <summary>Writes the list and, if so wanted, what is left out.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="raw">Whether text that a spreadsheet would run as a formula stays as it is.</param>
    public RepeatCounts Write(string folder, bool raw)
    {
        Gather();
        Suppress();
        if (options.Suppress)
        {
            reader.CopyToParquet("SELECT ordinal, step, number FROM left_out ORDER BY ordinal, step, number", Path.Combine(folder, SuppressedName));
        }

        long places = WriteList(folder, raw);
        return new RepeatCounts(options, places, reader.Database.Count("SELECT count(*) FROM left_out"));
    }

    private void Gather()
    {
        reader.Database.Execute(
            """
            CREATE TABLE first_copy AS SELECT min(ordinal) AS ordinal FROM image WHERE width IS NOT NULL GROUP BY folder, content;
            CREATE TABLE place (id BIGINT, step INTEGER, x DOUBLE, y DOUBLE, width DOUBLE, height DOUBLE, images INTEGER, first BIGINT, last BIGINT, label VARCHAR);
            CREATE TABLE member (place BIGINT, ordinal BIGINT, step INTEGER, number INTEGER);
            CREATE TABLE left_out (ordinal BIGINT, step INTEGER, number INTEGER, place BIGINT);
            """);
        BoxSketch sketch = new(_grid);
        foreach (RepeatRow row in Rows(""))
        {
            sketch.Add(row.Group, row.Box);
        }

        RepeatPlaces places = new(_grid, options.Overlap);
        using DuckDBAppender members = reader.Database.Connection.CreateAppender("member");
        using DuckDBAppender frequent = reader.Database.Connection.CreateAppender("place");
        RepeatRow? last = null;
        foreach (RepeatRow row in Rows("ORDER BY i.folder, st.position, s.label, i.width, i.height, i.ordinal, s.number"))
        {
            if (last is not null && !last.IsOfGroup(row))
            {
                Close(places, last, frequent);
            }

            last = row;
            if (sketch.MayHave(row.Group, row.Box, options.MinImages))
            {
                members.CreateRow().AppendValue((long?)places.Add(row.Box, row.Ordinal)).AppendValue((long?)row.Ordinal)
                    .AppendValue((int?)row.Step).AppendValue((int?)row.Number).EndRow();
            }
        }

        if (last is not null)
        {
            Close(places, last, frequent);
        }
    }

    private void Close(RepeatPlaces places, RepeatRow group, DuckDBAppender frequent)
    {
        foreach (RepeatPlace place in places.All.Where(p => p.Images >= options.MinImages))
        {
            frequent.CreateRow().AppendValue((long?)place.Id).AppendValue((int?)group.Step)
                .AppendValue((double?)place.Box.X).AppendValue((double?)place.Box.Y).AppendValue((double?)place.Box.Width).AppendValue((double?)place.Box.Height)
                .AppendValue((int?)place.Images).AppendValue((long?)place.First).AppendValue((long?)place.Last).AppendValue(group.Label).EndRow();
        }

        places.Clear();
    }

    private IEnumerable<RepeatRow> Rows(string order)
    {
        using DuckDBConnection connection = reader.Database.Duplicate();
        string steps = string.Join(',', Enumerable.Range(0, reader.Steps.Count).Where(i => options.Steps?.Contains(reader.Steps[i].Id) ?? true));
        string sql =
            $"""
            SELECT hash(i.folder, st.step, s.label, i.width, i.height)::UBIGINT, i.folder, st.step, coalesce(s.label, ''), i.width, i.height, i.ordinal, s.number,
              s.x::DOUBLE, s.y::DOUBLE, s.box_width::DOUBLE, s.box_height::DOUBLE
            {RunReader.ObservationTables} AND s.kind IN ('detection', 'instance', 'face') AND s.x IS NOT NULL AND st.step IN ({(steps.Length == 0 ? "NULL" : steps)})
              AND i.ordinal IN (SELECT ordinal FROM first_copy) {order}
            """;
        foreach (RepeatRow row in Database.Rows(connection, sql, r => new RepeatRow(
            r.GetFieldValue<ulong>(0), r.GetString(1), r.GetInt32(2), r.GetString(3), r.GetInt32(4), r.GetInt32(5), r.GetInt64(6), r.GetInt32(7),
            new BoundingBox(r.GetDouble(8), r.GetDouble(9), r.GetDouble(10), r.GetDouble(11)))))
        {
            yield return row;
        }
    }

    /// <summary>All copies of the pictures, and what later steps found on what is left out.</summary>
    private void Suppress()
    {
        if (!options.Suppress)
        {
            return;
        }

        reader.Database.Execute(
            """
            INSERT INTO left_out SELECT i.ordinal, m.step, m.number, m.place
            FROM member m JOIN place p ON p.id = m.place JOIN image f ON f.ordinal = m.ordinal JOIN image i ON i.folder = f.folder AND i.content = f.content
            """);
        for (int step = 0; step < reader.Steps.Count; step++)
        {
            if (reader.Steps[step].Parent is { } parent)
            {
                reader.Database.Execute(
                    $"""
                    INSERT INTO left_out SELECT i.ordinal, st.step, s.number, NULL {RunReader.ObservationTables} AND st.step = {step}
                      AND (i.ordinal, s.parent) IN (SELECT (ordinal, number) FROM left_out WHERE step = {parent})
                      AND (i.ordinal, s.number) NOT IN (SELECT (ordinal, number) FROM left_out WHERE step = {step})
                    """);
            }
        }
    }

    private long WriteList(string folder, bool raw)
    {
        Directory.CreateDirectory(Path.Combine(folder, Runs.RunFile.CsvName));
        using CsvTable list = new(
            Path.Combine(folder, Runs.RunFile.CsvName, FileName), "folder,step,label,x,y,width,height,images,first,last,suppressed", raw);
        long written = 0;
        string sql =
            """
            SELECT f.folder, p.step, p.label, p.x, p.y, p.width, p.height, p.images, f.path, l.path, coalesce(o.n, 0)
            FROM place p JOIN image f ON f.ordinal = p.first JOIN image l ON l.ordinal = p.last
            LEFT JOIN (SELECT place, count(*) AS n FROM left_out GROUP BY place) o ON o.place = p.id ORDER BY p.id
            """;
        foreach (DuckDBDataReader row in reader.Database.Rows(sql, r => r))
        {
            list.Text(row.GetString(0)).Text(reader.Steps[row.GetInt32(1)].Id).Text(row.GetString(2)).Number(row.GetDouble(3), "F1").Number(row.GetDouble(4), "F1")
                .Number(row.GetDouble(5), "F1").Number(row.GetDouble(6), "F1").Number((long?)row.GetInt32(7)).Text(row.GetString(8)).Text(row.GetString(9))
                .Number((long?)row.GetInt64(10)).EndRow();
            written++;
        }

        return written;
    }
}
