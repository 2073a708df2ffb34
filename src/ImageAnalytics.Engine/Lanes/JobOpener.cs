using ImageAnalytics.Engine.Fingerprints;
using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Imaging;
using ImageAnalytics.Results.Combining;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Lanes;

/// <summary>Opens every step of a job for every lane and tries it on a drawn picture, or says everything that stands in the way.</summary>
internal sealed class JobOpener(PluginHost host, SharedAssemblies shared, IAnalyzerLog log)
{
    /// <summary>Opens the lanes' steps.</summary>
    /// <returns>For each lane its open steps, in the job's order; the caller disposes them.</returns>
    /// <exception cref="PluginException">Names every problem of every step.</exception>
    public IReadOnlyList<IReadOnlyList<OpenStep>> Open(WorkerJob job)
    {
        NativeSettings.Apply(ImageLimits.Default with { MaxPixels = job.Limits.MaxPixels });
        List<string> problems = [.. NativeProblems()];
        List<OpenStep>[] lanes = [.. Enumerable.Range(0, job.Lanes).Select(_ => new List<OpenStep>())];
        Dictionary<string, PluginEntry> plugins = job.Steps.Where(s => s.Combine is null).Select(s => s.PluginFolder).Distinct(StringComparer.Ordinal)
            .ToDictionary(f => f, f => Entry(f));
        // What is stored under a step's fingerprint must come from the plugin that it is of.
        problems.AddRange(job.Steps.Where(s => s.PluginContent is not null).DistinctBy(s => s.PluginFolder).Where(s => Directory.Exists(s.PluginFolder) && PluginContent.Hash(s.PluginFolder) != s.PluginContent)
            .Select(s => $"Step '{s.Id}': the plugin in '{s.PluginFolder}' was changed after the run had begun, by a build or a copy. What is finished is kept: run the same command again."));
        problems.AddRange(job.Steps.SelectMany(s => s.ModelCards).DistinctBy(m => m.Key).Where(m => FileContents.TryHash(m.Key) != m.Value)
            .Select(m => $"The model in '{Path.GetDirectoryName(m.Key)}' was changed or removed after the run had begun. What is finished is kept: run the same command again."));
        foreach (JobStep step in job.Steps)
        {
            try
            {
                if (step.Combine is not null)
                {
                    lanes.ToList().ForEach(lane => lane.Add(OpenCombining(job, step)));
                    continue;
                }

                IModelPlugin plugin = host.Load(plugins[step.PluginFolder]);
                if (step.FilesContent is { } files && plugin is IReadsFiles reads && FileContents.Hash(reads.FilesOf(ContextOf(job, step))) != files)
                {
                    throw new PluginException("A file that it reads, such as a gallery, was changed after the run had begun. What is finished is kept: run the same command again.");
                }

                foreach (List<OpenStep> lane in lanes)
                {
                    OpenStep open = OpenOne(job, step, plugin);
                    lane.Add(open);
                    Trial.Run(open);
                }
            }
            catch (PluginException e)
            {
                problems.AddRange(e.Problems.Select(p => $"Step '{step.Id}': {p}"));
            }
            catch (Exception e)
            {
                problems.Add($"Step '{step.Id}': the plugin in '{step.PluginFolder}' failed to open: {PluginFault.TextOf(e)}");
            }
        }

        if (problems.Count == 0)
        {
            return lanes;
        }

        foreach (OpenStep open in lanes.SelectMany(l => l))
        {
            open.Dispose();
        }

        throw new PluginException(problems);
    }

    private OpenStep OpenOne(WorkerJob job, JobStep step, IModelPlugin plugin)
    {
        WhereExpression? where = step.Where is null ? null : WhereExpression.Parse(step.Where).Expression
            ?? throw new PluginException($"The condition '{step.Where}' cannot be read.");
        return new OpenStep(step, plugin.Open(ContextOf(job, step)), where, log);
    }

    private AnalyzerContext ContextOf(WorkerJob job, JobStep step) => new()
    {
        StepId = step.Id,
        ModelFolders = step.ModelFolders,
        Options = step.Options,
        PipelineFolder = job.PipelineFolder,
        DataFolder = job.DataFolder,
        Threads = job.Threads,
        Accelerator = job.Accelerator,
        Log = log,
    };

    // It has no network that could fail on a drawn picture, so there is no trial.
    private static OpenStep OpenCombining(WorkerJob job, JobStep step)
    {
        CombiningWay way = CombiningWay.Find(step.Combine!) ?? throw new PluginException($"There is no way to combine of the name '{step.Combine}'.");
        return new OpenStep(step, new Combination(
            Combination.ReadOptions(way, step.Options), [.. step.Of.Select(i => job.Steps[i].Id)], keepParents: step.Parent is not null));
    }

    private static IEnumerable<string> NativeProblems()
    {
        try
        {
            NativeSettings.Check();
            return [];
        }
        catch (NativeLibraryException e)
        {
            return [e.Message];
        }
    }

    private PluginEntry Entry(string folder)
        => PluginCatalog.Discover([Path.GetDirectoryName(folder)!], shared).Entries.FirstOrDefault(e => e.Folder == folder)
            ?? new PluginEntry(folder, null, $"'{Path.Combine(folder, PluginManifest.FileName)}' is gone.");
}
