using System.Globalization;
using CsvHelper;

namespace ImageAnalytics.Results.Exports;

/// <summary>One CSV file: UTF-8 without byte-order mark, RFC 4180 with CRLF, invariant culture.</summary>
internal sealed class CsvTable : IDisposable
{
    private readonly CsvWriter _writer;

    /// <summary>Starts a file with its header.</summary>
    /// <param name="path">The file; replaced when it exists.</param>
    /// <param name="header">Column names with commas between.</param>
    /// <param name="raw">Whether text that a spreadsheet would run as a formula stays as it is; numbers always do.</param>
    public CsvTable(string path, string header, bool raw) : this(path, raw) => _writer.WriteHeader(header.Split(','));

    /// <summary>Starts a file with column names that someone else chose; they are written as text.</summary>
    public CsvTable(string path, IEnumerable<string> header, bool raw) : this(path, raw)
    {
        foreach (string name in header)
        {
            Text(name);
        }

        EndRow();
    }

    /// <summary>Writes to a stream, which stays open, with column names that someone else chose.</summary>
    public CsvTable(Stream stream, IEnumerable<string> header, bool raw)
    {
        _writer = CsvWriter.Create(stream, Options(raw), leaveOpen: true);
        foreach (string name in header)
        {
            Text(name);
        }

        EndRow();
    }

    /// <summary>A text as it was before it was written: without the apostrophe before what a spreadsheet would run.</summary>
    /// <param name="text">As it stands in the file.</param>
    /// <param name="raw">Whether the file's text was written as it is.</param>
    public static string Plain(string text, bool raw) => !raw && text is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r', ..] ? text[1..] : text;

    private CsvTable(string path, bool raw) => _writer = CsvWriter.ToFile(path, Options(raw), FileOptions.SequentialScan);

    private static CsvWriterOptions Options(bool raw)
        => new()
        {
            NewLine = "\r\n",
            FormatProvider = CultureInfo.InvariantCulture,
            Injection = raw ? CsvInjection.None : CsvInjection.Escape,
            InjectionCharacters = "=+-@\t\r",
            InjectionEscape = '\'',
            BufferSize = 1 << 16,
        };

    /// <summary>A cell of text; empty when null.</summary>
    public CsvTable Text(string? value)
    {
        _writer.WriteField(value);
        return this;
    }

    /// <summary>A whole number; empty when null.</summary>
    public CsvTable Number(long? value)
    {
        _writer.WriteField(value, "D");
        return this;
    }

    /// <summary>A number with a fixed count of decimals; empty when null.</summary>
    public CsvTable Number(double? value, string format)
    {
        _writer.WriteField(value, format);
        return this;
    }

    /// <summary>A number as it is.</summary>
    public CsvTable Number<T>(T value) where T : struct, IUtf8SpanFormattable, ISpanFormattable
    {
        _writer.WriteField(value, default(ReadOnlySpan<char>));
        return this;
    }

    public void EndRow() => _writer.EndRecord();

    public void Dispose() => _writer.Dispose();
}
