using System.Globalization;
using System.Text.Json;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Runs;

/// <summary>A saved plan that many machines work on: what is to be done with it, and how far it is.</summary>
public sealed class SharedPlan
{
    private readonly SavedPlanFile _file;

    private SharedPlan(string output, string pipeline, SavedPlanFile file) => (Output, Pipeline, _file) = (output, pipeline, file);

    /// <summary>The output folder, absolute, on this machine.</summary>
    public string Output { get; }

    /// <summary>The pipeline's name.</summary>
    public string Pipeline { get; }

    /// <summary>Tells it from every other plan.</summary>
    public string Id => _file.Id;

    /// <summary>Images in the listing.</summary>
    public long Images => _file.Images;

    /// <summary>Into how many shards it is divided.</summary>
    public int Shards => _file.Shards ?? 0;

    /// <summary>When it was saved.</summary>
    public DateTimeOffset Saved => _file.Saved;

    /// <summary>Reads the plan of a pipeline in an output folder.</summary>
    /// <returns>Null when there is none that is divided into shards.</returns>
    /// <exception cref="StoreException">There is one that cannot be read.</exception>
    public static SharedPlan? Find(string output, string pipeline)
    {
        string path = SavedPlan.FileOf(output, pipeline);
        try
        {
            return SavedPlan.ReadFile(path) is { Shards: > 0, Id.Length: > 0, Request: not null } file ? new SharedPlan(output, pipeline, file) : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The plan '{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>In what a run is another than the one that the plan was saved for: whole sentences; empty when it is the same.</summary>
    public IReadOnlyList<string> DifferencesFrom(PreparedRun run) => _file.DifferencesFrom(run);

    /// <summary>The request that works on the plan's shards on this machine.</summary>
    /// <param name="map">Where its folders are here.</param>
    /// <param name="dataFolder">The data folder of this machine's user.</param>
    /// <param name="lanes">Lanes; null for one a core.</param>
    public RunRequest Request(PathMap map, string dataFolder, int? lanes)
    {
        ArgumentNullException.ThrowIfNull(map);
        SavedRequest request = _file.Request!;
        return new RunRequest
        {
            PipelinePath = map.Here(request.PipelinePath),
            PipelineText = request.PipelineText,
            Inputs = [.. _file.Inputs.Select(map.Here)],
            Output = Output,
            Map = map,
            DataFolder = dataFolder,
            Overrides = request.Overrides,
            Lanes = lanes,
            Chunk = request.Chunk,
            Accelerator = request.Accelerator,
            Limit = _file.Limit,
            Rehash = request.Rehash,
            Limits = request.Limits,
            Notifies = false,
        };
    }

    /// <summary>Whether a shard is done, from 1.</summary>
    public bool IsDone(int shard) => File.Exists(SavedPlan.ShardFile(Output, Pipeline, new ShardNumber(shard, Shards)));

    /// <summary>The shards that are done, from 1.</summary>
    public IReadOnlySet<int> Done()
    {
        string folder = Path.GetDirectoryName(SavedPlan.ShardFile(Output, Pipeline, new ShardNumber(1, Shards)))!;
        return !Directory.Exists(folder) ? new HashSet<int>() : Directory.EnumerateFiles(folder, "*.parquet")
            .Select(f => int.TryParse(Path.GetFileNameWithoutExtension(f), NumberStyles.None, CultureInfo.InvariantCulture, out int shard) ? shard : 0)
            .Where(s => s >= 1 && s <= Shards).ToHashSet();
    }

    /// <summary>Images of a shard, from 1.</summary>
    public long ImagesOf(int shard) => (Images / Shards) + (shard <= Images % Shards ? 1 : 0);

    /// <summary>The run that was made of it; null while there is none.</summary>
    public RunRecord? Merged()
    {
        string runs = Path.Combine(Output, Pipeline, "runs");
        return RunHistory.MadeOf(runs, Id);
    }

    /// <summary>Takes the plan away, once its run is made: the next run lists the folders again.</summary>
    /// <exception cref="StoreException">It cannot be removed.</exception>
    public void Remove() => SavedPlan.Remove(Output, Pipeline);
}
