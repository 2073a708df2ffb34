namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Reads <c>index.csv</c> beside label maps.</summary>
internal static class LabelMapIndex
{
    // Spreadsheets write what their country writes.
    private static readonly char[] s_separators = [',', ';', '\t'];

    /// <summary>The split of each picture's name, with its ending or without as the file has it, where it says one.</summary>
    public static IReadOnlyDictionary<string, string> Read(ReadingContext context)
    {
        Dictionary<string, string> splits = new(StringComparer.Ordinal);
        if (context.Folder.Find("index.csv") is not { } file)
        {
            return splits;
        }

        int id = -1, split = -1, number = 0;
        char separator = ',';
        foreach (string line in File.ReadLines(context.Folder.PathOf(file)))
        {
            if (number++ == 0)
            {
                separator = s_separators.MaxBy(s => line.Count(c => c == s));
                string[] columns = Cells(line, separator);
                (id, split) = (Find(columns, "id"), Find(columns, "split"));
                if ((id >= 0) != (split >= 0))
                {
                    context.Add(DatasetProblemKind.BrokenLabels, file, $"'{file}' has the columns {string.Join(", ", columns.Select(c => $"'{c}'"))}; expected 'id' and 'split'. Without both, no picture is in a split.");
                }
            }
            else if (id >= 0 && split >= 0 && Cells(line, separator) is var cells)
            {
                if (cells.Length > Math.Max(id, split) && cells[split].Length > 0)
                {
                    splits.TryAdd(cells[id], Splits.Of(cells[split]) ?? cells[split]);
                }
                else if (line.Length > 0)
                {
                    context.Add(DatasetProblemKind.BrokenLabels, file, $"Line {number} of '{file}' has {cells.Length} cells, too few for 'id' and 'split'. It was left out.");
                }
            }
        }

        return splits;
    }

    private static int Find(string[] columns, string name) => Array.FindIndex(columns, c => c.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string[] Cells(string line, char separator) => [.. line.Split(separator).Select(c => c.Trim().Trim('"'))];
}
