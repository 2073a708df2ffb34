using System.Globalization;

namespace ImageAnalytics.Results;

/// <content>Counting the findings of a run by folder, day and confidence.</content>
public sealed partial class RunReader
{
    // Days that a camera with an unset clock or a hostile file gives are texts like any other; only what looks like a day counts.
    private const string DayExpression = "CASE WHEN regexp_matches(i.taken_at, '^[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN left(i.taken_at, 10) END";
    private const string FolderExpression = "regexp_replace(i.path, '/?[^/]*$', '')";

    /// <summary>True of all but a classifier's second and later answers.</summary>
    internal const string IsFirst = "(coalesce(s.rank, 1) <= 1)";

    /// <summary>How often a step found each label in each folder or on each day, later answers of classifiers left out; by group, then label.</summary>
    /// <param name="step">Index of the step in <see cref="Steps"/>.</param>
    /// <param name="grouping">What the groups are.</param>
    public IReadOnlyList<GroupCount> GroupCounts(int step, RunGrouping grouping)
    {
        string group = grouping == RunGrouping.Day ? DayExpression : FolderExpression;
        string sql = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT {group} AS grouping, s.label, count(DISTINCT i.ordinal), count(*)
            {ObservationTables} AND st.step = {step} AND grouping IS NOT NULL AND {IsFirst} GROUP BY grouping, s.label ORDER BY grouping, s.label
            """);
        return [.. _database.Rows(sql, r => new GroupCount(r.GetString(0), r.IsDBNull(1) ? "" : r.GetString(1), r.GetInt64(2), r.GetInt64(3)))];
    }

    /// <summary>How many findings each step has in each tenth of confidence, later answers of classifiers left out; by step in the pipeline's order, then by tenth. Empty tenths are left out.</summary>
    public IReadOnlyList<ConfidenceBin> ConfidenceBins()
    {
        string sql =
            $"""
            SELECT st.step, greatest(least(floor(s.confidence * 10), 9), 0)::INTEGER AS tenth, count(*)
            {ObservationTables} AND s.confidence IS NOT NULL AND {IsFirst} GROUP BY st.position, st.step, tenth ORDER BY st.position, tenth
            """;
        return [.. _database.Rows(sql, r => new ConfidenceBin(r.GetInt32(0), r.GetInt32(1), r.GetInt64(2)))];
    }
}
