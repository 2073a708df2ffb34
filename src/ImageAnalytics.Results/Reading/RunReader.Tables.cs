using ImageAnalytics.Results.Runs;
using ImageAnalytics.Results.Sql;
using ImageAnalytics.Results.Tables;

namespace ImageAnalytics.Results;

/// <content>The tables that queries over a run read.</content>
public sealed partial class RunReader
{
    /// <summary>FROM and WHERE of every query over observations: <c>i</c> is the image, <c>st</c> the step, <c>s</c> the observation.</summary>
    internal const string ObservationTables =
        """
        FROM segment s JOIN run_step st ON st.fingerprint = s.fingerprint JOIN image i ON i.content = s.content
        LEFT JOIN repeated d ON d.content = s.content AND d.fingerprint = s.fingerprint
        LEFT JOIN suppressed x ON x.ordinal = i.ordinal AND x.step = st.step AND x.number = s.number
        WHERE s.record = 'observation' AND x.ordinal IS NULL AND (d.filename IS NULL OR d.filename = s.filename)
          AND i.width IS NOT NULL AND (i.failed_steps IS NULL OR NOT list_contains(i.failed_steps, st.step))
        """;

    /// <summary>The tables of a run beside its images and segments.</summary>
    internal const string OwnTables =
        """
        CREATE TABLE run_step (step INTEGER, position INTEGER, id VARCHAR, fingerprint VARCHAR, plugin VARCHAR, model VARCHAR, parent VARCHAR);
        CREATE TABLE repeated (content VARCHAR, fingerprint VARCHAR, filename VARCHAR);
        """;

    /// <summary>What is left out of the results of a run, when nothing is.</summary>
    internal const string NothingSuppressed = "CREATE TABLE suppressed (ordinal BIGINT, step INTEGER, number INTEGER);";

    private IReadOnlyList<string> _segmentFiles = [];
    private string? _suppressedFile;

    /// <summary>The database with the run's tables.</summary>
    internal Database Database => _database;

    /// <summary>Whether the run left observations out of its results, because they came again and again at one place.</summary>
    internal bool LeavesOut => _suppressedFile is not null;

    /// <summary>From now on, gives also the observations that the run left out of its results: what its steps found, whatever else it holds.</summary>
    public void IncludeWhatWasLeftOut()
    {
        if (_suppressedFile is not null)
        {
            _database.Execute($"DROP VIEW suppressed; {NothingSuppressed}");
            _suppressedFile = null;
        }
    }

    /// <summary>Makes the views that queries of others read, and locks the database: nothing but the files of this run can be read, no setting changed.</summary>
    internal void LockForQueries(TableLimits limits)
    {
        RunViews.Create(_database);
        string files = SqlText.List([Path.Combine(Folder, RunFile.ImagesName), .. _segmentFiles, .. _suppressedFile is null ? (string[])[] : [_suppressedFile]]);
        _database.Execute(
            $"SET max_temp_directory_size='{limits.DiskMegabytes}MB'; SET allowed_paths=[{files}]; SET enable_external_access=false; SET lock_configuration=true;");
    }
}
