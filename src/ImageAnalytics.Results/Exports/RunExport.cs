using DuckDB.NET.Data;
using ImageAnalytics.Results.Durable;
using ImageAnalytics.Results.Exports;
using ImageAnalytics.Results.Repeats;
using ImageAnalytics.Results.Runs;
using ImageAnalytics.Results.Tables;

namespace ImageAnalytics.Results;

/// <summary>Writes a finished run in other formats. What it writes appears whole or not at all.</summary>
public static class RunExport
{
    /// <summary>The formats: <c>csv</c> (a folder), <c>coco</c> (a file), <c>json</c> (a file), <c>parquet</c> (a folder).</summary>
    public static IReadOnlyList<string> Formats { get; } = ["csv", "coco", "json", "parquet"];

    /// <summary>Where a format goes when nothing is said: into the run's folder.</summary>
    /// <param name="reader">The run.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="rawCsv">Whether CSV text shall stay as it is.</param>
    /// <exception cref="ArgumentException">The format is unknown.</exception>
    public static string DefaultPath(RunReader reader, string format, bool rawCsv = false)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return Path.Combine(reader.Folder, format switch
        {
            "csv" => rawCsv == reader.RawCsv ? "csv" : rawCsv ? "csv-raw" : "csv-safe",
            "coco" => "coco.json",
            "json" => "results.json",
            "parquet" => "parquet",
            _ => throw Unknown(format),
        });
    }

    /// <summary>Writes a run.</summary>
    /// <param name="reader">The run.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="path">The file or folder; one that is there is replaced, but of a folder only the files that the format has.</param>
    /// <param name="rawCsv">Whether CSV text that a spreadsheet would run as a formula stays as it is.</param>
    /// <exception cref="ArgumentException">The format is unknown.</exception>
    /// <exception cref="StoreException">It cannot be written, or the run cannot be read.</exception>
    public static void Write(RunReader reader, string format, string path, bool rawCsv = false)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        try
        {
            switch (format)
            {
                case "csv":
                    IReadOnlyList<TableResult> tables = [];
                    WriteFolder(full, folder => tables = WriteCsv(reader, folder, rawCsv));
                    if (tables.FirstOrDefault(t => t.Problem is not null) is { } failed)
                    {
                        throw new StoreException($"The table '{failed.Id}' was not written to '{full}', but everything else was. {failed.Problem}");
                    }

                    break;
                case "parquet":
                    WriteFolder(full, folder => ParquetExport.Write(reader, folder));
                    break;
                case "coco":
                    WriteFile(full, file => CocoExport.Write(reader, file));
                    break;
                case "json":
                    WriteFile(full, file => JsonExport.Write(reader, file));
                    break;
                default:
                    throw Unknown(format);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DuckDBException)
        {
            throw StoreException.WriteFailed($"the run '{reader.RunId}' as {format}", full, 0, e);
        }
    }

    private static IReadOnlyList<TableResult> WriteCsv(RunReader reader, string folder, bool rawCsv)
    {
        CsvTables.Write(reader, folder, rawCsv);
        string repeats = Path.Combine(reader.Folder, RunFile.CsvName, RepeatFinder.FileName);
        if (reader.Repeats is not null && File.Exists(repeats))
        {
            File.Copy(repeats, Path.Combine(folder, RepeatFinder.FileName));
        }

        if (reader.Tables.Count == 0)
        {
            return [];
        }

        TableLimits limits = new();
        using RunReader locked = RunReader.Open(reader.Folder, new StoreOptions { MemoryMegabytes = limits.MemoryMegabytes, Threads = 1 });
        return TableFiles.Write(locked, [.. reader.Tables.Select(t => new TableQuery(t.Id, t.Sql))], limits, folder, rawCsv);
    }

    private static ArgumentException Unknown(string format)
        => new($"'{format}' is no format of export. Expected one of: {string.Join(", ", Formats)}.", nameof(format));

    private static void WriteFile(string path, Action<string> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        DurableFile.Commit(path, write);
    }

    /// <summary>Each file is complete before the first replaces another of its name.</summary>
    private static void WriteFolder(string path, Action<string> write)
    {
        Directory.CreateDirectory(path);
        string temporary = Path.Combine(path, $"{DurableFile.TemporaryPrefix}{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(temporary);
            write(temporary);
            DurableFile.FlushTree(temporary);
            foreach (string file in Directory.EnumerateFiles(temporary))
            {
                Libc.Rename(file, Path.Combine(path, Path.GetFileName(file)));
            }

            Libc.Flush(path);
        }
        finally
        {
            DurableFile.TryDelete(temporary);
        }
    }
}
