using Spectre.Console;

namespace ImageAnalytics.Cli.Terminal;

/// <summary>Tables on a terminal; lines with columns two blanks apart where the output goes to a file or program.</summary>
internal sealed class TextTable(params string[] columns)
{
    private readonly string[] _columns = [.. columns.Select(Cleaned)];
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row with a text for each column; control characters are replaced.</summary>
    public void Add(params string[] cells) => _rows.Add([.. cells.Select(Cleaned)]);

    /// <summary>Writes the table.</summary>
    public void WriteTo(TextWriter output)
    {
        if (Console.IsOutputRedirected || !ReferenceEquals(output, Console.Out))
        {
            WritePlain(output);
            return;
        }

        Table table = new() { Border = TableBorder.Rounded };
        table.AddColumns([.. _columns.Select(Markup.Escape)]);
        foreach (string[] row in _rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(table);
    }

    private static string Cleaned(string cell) => ConsoleText.Clean(cell.ReplaceLineEndings(" "));

    private void WritePlain(TextWriter output)
    {
        string[][] all = [_columns, .. _rows];
        int[] widths = [.. _columns.Select((_, i) => all.Max(r => r[i].Length))];
        foreach (string[] row in all)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
        }
    }
}
