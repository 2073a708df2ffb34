using System.Text;

namespace ImageAnalytics.Testing;

/// <summary>A strict reader of CSV as RFC 4180 has it. Not the library that writes our files: what is wrong there must not be right here.</summary>
internal static class CsvText
{
    /// <summary>The records of a file, header included; each ends with CRLF and has as many cells as the header.</summary>
    public static IEnumerable<string[]> Read(string name, string text)
    {
        int width = -1;
        for (int at = 0; at < text.Length;)
        {
            List<string> cells = [];
            do
            {
                cells.Add(Cell(name, text, ref at));
            }
            while (text[at++] == ',');
            Assert.True(text[at - 1] == '\r' && at < text.Length && text[at++] == '\n', $"{name}: a record does not end with CRLF before character {at}.");
            width = width < 0 ? cells.Count : width;
            Assert.True(cells.Count == width, $"{name}: a record has {cells.Count} cells, the header {width}: {string.Join(',', cells)}");
            yield return [.. cells];
        }

        Assert.True(width > 0, $"{name} has no header.");
    }

    // Leaves 'at' on the comma or carriage return behind the cell.
    private static string Cell(string name, string text, ref int at)
    {
        if (text[at] != '"')
        {
            int end = text.AsSpan(at).IndexOfAny(",\r\n\"");
            Assert.True(end >= 0 && text[at + end] is ',' or '\r', $"{name}: a cell with a line break or quote stands without quotes at character {at}.");
            at += end;
            return text[(at - end)..at];
        }

        StringBuilder cell = new();
        for (at++; ; at++)
        {
            Assert.True(at + 1 < text.Length, $"{name} ends within quotes.");
            if (text[at] == '"' && text[++at] != '"')
            {
                Assert.True(text[at] is ',' or '\r', $"{name}: something follows a closing quote at character {at}.");
                return cell.ToString();
            }

            cell.Append(text[at]);
        }
    }
}
