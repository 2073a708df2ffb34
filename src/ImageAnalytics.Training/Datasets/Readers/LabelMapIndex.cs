namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Reads <c>index.csv</c> beside label maps.</summary>
internal static class LabelMapIndex
{
    /// <summary>The split of each picture's name without ending, where the file says one.</summary>
    public static IReadOnlyDictionary<string, string> Read(ReadingContext context)
    {
        Dictionary<string, string> splits = new(StringComparer.Ordinal);
        if (context.Folder.Find("index.csv") is not { } file)
        {
            return splits;
        }

        int id = -1, split = -1, number = 0;
        foreach (string line in File.ReadLines(context.Folder.PathOf(file)))
        {
            string[] cells = [.. line.Split(',').Select(c => c.Trim().Trim('"'))];
            if (number++ == 0)
            {
                (id, split) = (Array.IndexOf(cells, "id"), Array.IndexOf(cells, "split"));
            }
            else if (id >= 0 && split >= 0 && cells.Length > Math.Max(id, split) && cells[split].Length > 0)
            {
                splits.TryAdd(cells[id], Splits.Of(cells[split]) ?? cells[split]);
            }
            else if (line.Length > 0 && id >= 0 && split >= 0)
            {
                context.Add(DatasetProblemKind.BrokenLabels, file, $"Line {number} of '{file}' has {cells.Length} cells, too few for 'id' and 'split'. It was left out.");
            }
        }

        return splits;
    }
}
