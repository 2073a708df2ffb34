using ImageAnalytics.Engine.Fingerprints;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Listing;
using ImageAnalytics.Engine.Models;
using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Runs;

/// <summary>Turns a request into a run, or says everything that stands in its way. Writes nothing.</summary>
/// <param name="plugins">The plugins of this machine.</param>
/// <param name="host">Loads them.</param>
/// <param name="models">The models of this machine.</param>
/// <param name="templateProblem">See <see cref="PipelineEnvironment.TemplateProblem"/>.</param>
public sealed class RunPreparation(PluginCatalog plugins, PluginHost host, IModelSource models, Func<string, int, string?>? templateProblem = null)
{
    /// <summary>The plugins and models that a pipeline is checked against.</summary>
    public PipelineEnvironment Environment => new()
    {
        Plugins = [.. plugins.Entries.Where(e => e.Manifest is not null).Select(e => new KnownPlugin(e.Manifest!, e.Problem, e.Problem is null ? () => host.Load(e).OptionsType : null))],
        UnreadablePlugins = [.. plugins.Entries.Where(e => e.Manifest is null).Select(e => $"The plugin in '{e.Folder}' cannot be used: {e.Problem}")],
        Models = [.. models.Names.Select(name => new KnownModel(name, () => models.Find(name) is { } m ? (m.Task, m.Problem) : ("", "It is gone.")))],
        CatalogModels = models.CatalogNames,
        TemplateProblem = templateProblem,
    };

    /// <summary>Prepares a run.</summary>
    /// <exception cref="RunRefusedException">Names every problem of pipeline, plugins, models, folders and numbers.</exception>
    public PreparedRun Prepare(RunRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        List<string> problems = [.. Numbers(request)];
        IReadOnlyList<string> silent = SilentFolders.Find([.. request.Inputs.Select(Path.GetFullPath)], request.Limits.Timeout);
        IReadOnlyList<InputFolder> inputs = Inputs(request, silent, problems);
        Pipeline? pipeline = ReadPipeline(request, problems);
        if (request.Notifies && pipeline is not null && (NotifyCommand.RecordedProblemOf(pipeline, request) ?? NotifyCommand.TrustProblemOf(pipeline)) is { } distrust)
        {
            problems.Add(distrust);
        }

        if (request.Accelerator == Accelerator.Cuda)
        {
            problems.Add("The accelerator 'cuda' is not available: this build has the ONNX Runtime for processors only. Use --accelerator cpu or auto.");
        }

        Dictionary<string, ResolvedModel> used = pipeline is null || problems.Count > 0 ? [] : Verify(pipeline, problems);
        if (pipeline is null || problems.Count > 0)
        {
            throw new RunRefusedException(problems);
        }

        return Build(request, pipeline, inputs, used) with { Silent = silent };
    }

    private static IEnumerable<string> Numbers(RunRequest request)
    {
        if (request.Lanes is < 1 or > 256)
        {
            yield return $"--lanes is {request.Lanes}; expected 1 to 256.";
        }

        if (request.Chunk is < 1 or > 512)
        {
            yield return $"--chunk is {request.Chunk}; expected 1 to 512.";
        }

        if (request.Limit is < 1)
        {
            yield return $"--limit is {request.Limit}; expected at least 1.";
        }

        if (request.Limits.Timeout <= TimeSpan.Zero || request.Limits.MaxBytes < 1 || request.Limits.MaxPixels < 1 || request.Limits.MaxWorkerMegabytes < 100)
        {
            yield return "--timeout, --max-bytes and --max-pixels must be more than 0, and --max-memory at least 100 (megabytes).";
        }

        if (request.Limits.MaxRegions < 1 || request.Limits.MaxObservations is < 1 or > ResultWeight.MostObservations)
        {
            yield return FormattableString.Invariant($"--max-regions is {request.Limits.MaxRegions} and --max-observations {request.Limits.MaxObservations}; expected at least 1, and at most {ResultWeight.MostObservations} observations.");
        }
    }

    private static IReadOnlyList<InputFolder> Inputs(RunRequest request, IReadOnlyList<string> silent, List<string> problems)
    {
        List<string> folders = [];
        foreach (string input in request.Inputs)
        {
            string full = Path.GetFullPath(input);
            if (silent.Contains(full))
            {
                problems.Add(FormattableString.Invariant($"The input folder '{input}' did not answer within {request.Limits.Timeout.TotalSeconds:0.###} s: its file system, mounted at '{MountTable.PointOf(full)}', comes from elsewhere and seems to be gone. Run the same command again once it answers."));
            }
            else if (Directory.Exists(full))
            {
                folders.Add(full == "/" ? full : full.TrimEnd('/'));
            }
            else
            {
                problems.Add(File.Exists(full)
                    ? $"The input '{input}' is a file; expected a folder of pictures. Give the folder that it is in, and choose it by 'images: include' in the pipeline."
                    : $"The input folder '{input}' does not exist (looked for '{full}').");
            }
        }

        if (request.Inputs.Count == 0)
        {
            problems.Add("No input folder was given. Add --input DIR.");
        }

        return folders.Count == 0 ? [] : InputFolder.Name([.. folders.Distinct(StringComparer.Ordinal)]);
    }

    private Pipeline? ReadPipeline(RunRequest request, List<string> problems)
    {
        PipelineReading reading = request.PipelineText is { } text
            ? PipelineLoader.Check(PipelineFile.Parse(text, request.PipelinePath), () => Environment, request.Overrides)
            : PipelineLoader.Load(request.PipelinePath, () => Environment, request.Overrides);
        problems.AddRange(reading.Problems.Select(p => p.ToString()));
        return reading.Pipeline;
    }

    private Dictionary<string, ResolvedModel> Verify(Pipeline pipeline, List<string> problems)
    {
        Dictionary<string, ResolvedModel> verified = new(StringComparer.Ordinal);
        foreach (string name in pipeline.Steps.SelectMany(s => s.Models.Values).Distinct(StringComparer.Ordinal))
        {
            ResolvedModel? model = models.Verify(name);
            if (model is { Problem: null, ContentHash: not null })
            {
                verified[name] = model;
            }
            else
            {
                problems.Add($"The model '{name}' cannot be used: {model?.Problem ?? "it is not installed"}");
            }
        }

        return verified;
    }

    private PreparedRun Build(RunRequest request, Pipeline pipeline, IReadOnlyList<InputFolder> inputs, Dictionary<string, ResolvedModel> used)
    {
        IReadOnlyList<StepDefinition> ordered = pipeline.InTopologicalOrder;
        List<RunStep> steps = [];
        List<JobStep> jobSteps = [];
        List<string> problems = [];
        string folder = Path.GetDirectoryName(Path.GetFullPath(request.PipelinePath))!;
        Dictionary<string, (PluginEntry Plugin, string Hash)> usedPlugins = new(StringComparer.Ordinal);
        foreach (StepDefinition step in ordered)
        {
            if (step.Combine is not null)
            {
                CombiningSteps.Add(step, steps, jobSteps);
                continue;
            }

            int? parent = step.On is null ? null : steps.FindIndex(s => s.Id == step.On);
            if (!usedPlugins.TryGetValue(step.Plugin, out (PluginEntry Plugin, string Hash) plugin))
            {
                PluginEntry entry = plugins.Find(step.Plugin)!;
                usedPlugins[step.Plugin] = plugin = (entry, HashOf(entry, problems));
            }

            string? files = FilesOf(request, folder, step, plugin.Plugin, used, problems);
            string fingerprint = Fingerprint.Of(new StepIdentity
            {
                Plugin = $"{plugin.Plugin.Id} {plugin.Plugin.Manifest!.Version}",
                PluginContent = plugin.Hash,
                Models = step.Models.ToDictionary(m => m.Key, m => $"{used[m.Value].ContentHash} {used[m.Value].Processing}"),
                Options = step.CanonicalOptions(),
                Files = files,
                Where = step.Where?.Canonical,
                Parent = parent is { } p ? steps[p].Fingerprint : null,
                Accelerator = request.Accelerator,
            });
            steps.Add(new RunStep(step.Id, step.Plugin, string.Join(" + ", step.Models.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => m.Value)), fingerprint, parent));
            jobSteps.Add(new JobStep
            {
                Id = step.Id,
                Fingerprint = fingerprint,
                PluginFolder = plugin.Plugin.Folder,
                PluginContent = plugin.Hash,
                FilesContent = files,
                ModelCards = step.Models.Values.Select(m => used[m].CardFile).OfType<string>().Distinct(StringComparer.Ordinal).ToDictionary(f => f, f => FileContents.TryHash(f) ?? ""),
                ModelFolders = step.Models.ToDictionary(m => m.Key, m => used[m.Value].Folder),
                Options = (System.Text.Json.Nodes.JsonObject)step.Options.DeepClone(),
                Parent = parent,
                Where = step.Where?.Canonical,
            });
        }

        if (problems.Count > 0)
        {
            throw new RunRefusedException(problems);
        }

        // The one place that decides about cores: a lane each, and what is left over for the network runs.
        int cores = System.Environment.ProcessorCount;
        int lanes = request.Lanes ?? cores;
        StepDefinition[] looking = [.. ordered.Where(s => s.Combine is null)];
        bool seesTransparency = looking.Length > 0 && looking.All(s => s.Models.Count > 0 && s.Models.Values.All(m => used[m].HasBackground));
        return new PreparedRun
        {
            Request = request,
            Pipeline = pipeline,
            Inputs = inputs,
            Output = Path.GetFullPath(request.Output),
            Job = new WorkerJob
            {
                Steps = jobSteps,
                Lanes = lanes,
                Threads = Math.Max(1, cores / lanes),
                Accelerator = request.Accelerator,
                PipelineFolder = folder,
                DataFolder = request.DataFolder,
                OutputFolder = Path.GetFullPath(request.Output),
                SeesTransparency = seesTransparency,
                Limits = request.Limits,
            },
            Steps = steps,
            FactsFingerprint = Fingerprint.OfFacts(request.Limits.MaxPixels, seesTransparency),
            Plugins = [.. usedPlugins.Values],
            Models = [.. used.Values.OrderBy(m => m.Name, StringComparer.Ordinal)],
        };
    }

    private static string HashOf(PluginEntry plugin, List<string> problems)
    {
        try
        {
            return PluginContent.Hash(plugin.Folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"The plugin '{plugin.Id}' cannot be used: its files in '{plugin.Folder}' cannot be read: {e.Message}");
            return "";
        }
    }

    // What else a plugin reads counts like its models: a changed gallery computes its step again.
    private string? FilesOf(
        RunRequest request, string folder, StepDefinition step, PluginEntry entry, Dictionary<string, ResolvedModel> used, List<string> problems)
    {
        try
        {
            return host.Load(entry) is IReadsFiles reads
                ? FileContents.Hash(reads.FilesOf(new AnalyzerContext
                {
                    StepId = step.Id,
                    ModelFolders = step.Models.ToDictionary(m => m.Key, m => used[m.Value].Folder),
                    Options = (System.Text.Json.Nodes.JsonObject)step.Options.DeepClone(),
                    PipelineFolder = folder,
                    DataFolder = request.DataFolder,
                    Accelerator = request.Accelerator,
                    Log = SilentLog.Instance,
                }))
                : null;
        }
        catch (Exception e)
        {
            problems.AddRange((e as PluginException)?.Problems ?? [$"Step '{step.Id}': {(e is IOException or UnauthorizedAccessException ? e.Message : $"the plugin '{step.Plugin}' failed to say which files it reads: {e.GetType().Name}: {e.Message}")}"]);
            return null;
        }
    }
}
