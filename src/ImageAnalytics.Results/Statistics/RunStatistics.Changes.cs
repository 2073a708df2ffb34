using DuckDB.NET.Data;
using ImageAnalytics.Results.Runs;
using ImageAnalytics.Results.Sql;

namespace ImageAnalytics.Results.Statistics;

/// <content>What is different from an earlier run.</content>
public sealed partial class RunStatistics
{
    private const int MostExamples = 24;
    private bool _isCompared;

    /// <summary>Compares with an earlier run of the same pipeline.</summary>
    /// <param name="earlierFolder">Its folder; see <see cref="RunFolder.Before"/>.</param>
    /// <param name="mostLabels">At most so many labels.</param>
    /// <exception cref="StoreException">The earlier run cannot be read.</exception>
    public RunChanges ChangesSince(string earlierFolder, int mostLabels)
    {
        ArgumentException.ThrowIfNullOrEmpty(earlierFolder);
        RunFile earlier = RunFile.Read(earlierFolder).File;
        try
        {
            return earlier.Digest == _reader.Digest ? RunChanges.None : ChangesSince(earlier, earlierFolder, mostLabels);
        }
        catch (DuckDBException e)
        {
            throw new StoreException($"The run '{earlierFolder}' cannot be compared with: {e.Message}", e);
        }
    }

    /// <summary>Which of some images are new or changed since the earlier run that was compared with; none where none was.</summary>
    /// <param name="ordinals">Ordinals of images.</param>
    public IReadOnlySet<long> NewAmong(IEnumerable<long> ordinals)
    {
        ArgumentNullException.ThrowIfNull(ordinals);
        string list = string.Join(", ", ordinals);
        return !_isCompared || list.Length == 0 ? new HashSet<long>() : _database.Rows($"SELECT ordinal::BIGINT FROM report_new WHERE ordinal IN ({list})", r => r.GetInt64(0)).ToHashSet();
    }

    private RunChanges ChangesSince(RunFile earlier, string earlierFolder, int mostLabels)
    {
        string images = $"read_parquet({SqlText.Quote(Path.Combine(earlierFolder, RunFile.ImagesName))})";
        _database.Execute(
            $"""
            CREATE OR REPLACE TABLE report_new AS
            SELECT i.ordinal::UINTEGER AS ordinal, p.path IS NOT NULL AS changed FROM image i LEFT JOIN {images} p ON p.path = i.path
            WHERE p.path IS NULL OR p.sha256 IS DISTINCT FROM i.sha256
            """);
        _isCompared = true;
        long Count(string sql) => _database.Count(sql);
        IReadOnlyList<LabelChange> labels = LabelChanges(earlierFolder);
        return new RunChanges
        {
            NewImages = Count("SELECT count(*) FROM report_new WHERE NOT changed"),
            ChangedImages = Count("SELECT count(*) FROM report_new WHERE changed"),
            GoneImages = Count($"SELECT count(*) FROM {images} p ANTI JOIN image i ON i.path = p.path"),
            FailuresBefore = earlier.Counts.Failed + earlier.Counts.Partial,
            FailuresNow = Count("SELECT count(*) FROM image WHERE failure IS NOT NULL"),
            ChangedSteps = [.. _reader.StepOrder.Select(s => _reader.Steps[s]).Where(s => earlier.Steps.All(e => e.Id != s.Id || e.Fingerprint != s.Fingerprint)).Select(s => s.Id)],
            RemovedSteps = [.. earlier.Steps.Select(e => e.Id).Where(id => _reader.Steps.All(s => s.Id != id))],
            Labels = [.. labels.Take(mostLabels)],
            LabelCount = labels.Count,
            Examples = [.. _database.Rows($"SELECT {TopPick.Ordinal("key")} FROM (SELECT unnest(min({TopPick.Spread}, {MostExamples})) AS key FROM report_new)", r => r.GetInt64(0))],
        };
    }

    private IReadOnlyList<LabelChange> LabelChanges(string earlierFolder)
    {
        Dictionary<(string Step, string Kind, string Label), long> before = [];
        using (RunReader earlier = RunReader.Open(earlierFolder))
        {
            foreach (LabelCount count in earlier.LabelCounts(firstOnly: true))
            {
                before[(earlier.Steps[count.Step].Id, count.Kind, count.Label)] = count.Observations;
            }
        }

        List<LabelChange> changes = [];
        foreach (LabelStatistics label in Labels)
        {
            string step = _reader.Steps[label.Step].Id;
            before.Remove((step, label.Kind, label.Label), out long earlier);
            changes.Add(new LabelChange(step, label.Label, label.Id, earlier, label.First.Total));
        }

        changes.AddRange(before.Select(b => new LabelChange(b.Key.Step, b.Key.Label, null, b.Value, 0)));
        return
        [
            .. changes.Where(c => c.Now != c.Before)
                .OrderByDescending(c => Math.Abs(c.Now - c.Before)).ThenBy(c => c.Step, StringComparer.Ordinal).ThenBy(c => c.Label, StringComparer.Ordinal),
        ];
    }
}
