namespace ImageAnalytics.Engine.Runs;

/// <summary><c>plan.json</c>: what a listing was frozen for.</summary>
internal sealed record SavedPlanFile
{
    /// <summary>Tells it from every other plan; empty in files of earlier versions.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    public DateTimeOffset Saved { get; init; }

    /// <summary>Into how many shards it is divided; null when whoever works on it says so.</summary>
    public int? Shards { get; init; }

    public required long Images { get; init; }

    public required IReadOnlyList<string> Inputs { get; init; }

    public long? Limit { get; init; }

    /// <summary>Fingerprint of what is known of a picture without any model.</summary>
    public required string Facts { get; init; }

    /// <summary>Fingerprint of each step by its id: plugin, model, options, and what it reads.</summary>
    public required IReadOnlyDictionary<string, string> Steps { get; init; }

    /// <summary>What could not be listed.</summary>
    public IReadOnlyList<string> ListingProblems { get; init => field = value ?? []; } = [];

    /// <summary>What else a person should know of the listing.</summary>
    public IReadOnlyList<string> ListingNotes { get; init => field = value ?? []; } = [];

    /// <summary>Version and content of each plugin and model, to tell which of them differ.</summary>
    public IReadOnlyDictionary<string, string> Parts { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();

    /// <summary>What was asked; null in files of earlier versions.</summary>
    public SavedRequest? Request { get; init; }

    public static SavedPlanFile Of(PreparedRun run, long images, IReadOnlyList<string> listingProblems, IReadOnlyList<string> listingNotes) => new()
    {
        Images = images,
        Inputs = [.. run.Inputs.Select(i => i.FullPath)],
        Limit = run.Request.Limit,
        Facts = run.FactsFingerprint,
        Steps = run.Steps.ToDictionary(s => s.Id, s => s.Fingerprint, StringComparer.Ordinal),
        ListingProblems = listingProblems,
        ListingNotes = listingNotes,
        Parts = run.Plugins.Select(p => ($"plugin '{p.Plugin.Id}'", $"{p.Plugin.Manifest!.Version}, content {Short(p.ContentHash)}"))
            .Concat(run.Models.Select(m => ($"model '{m.Name}'", $"{m.Version}, content {Short(m.ContentHash ?? "")}, {m.Processing}")))
            .ToDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal),
    };

    /// <summary>In what a run is another than the one that the plan was saved for: whole sentences.</summary>
    public IReadOnlyList<string> DifferencesFrom(PreparedRun run)
    {
        SavedPlanFile now = Of(run, Images, [], []);
        List<string> differences = [];
        if (!Inputs.Select(run.Request.Map.Here).SequenceEqual(now.Inputs, StringComparer.Ordinal))
        {
            differences.Add($"Its folders are {Listed(Inputs)}; here they are {Listed(now.Inputs)}.");
        }

        if (Limit != now.Limit)
        {
            differences.Add($"Its --limit is {Limit?.ToString(null, null) ?? "none"}; here it is {now.Limit?.ToString(null, null) ?? "none"}.");
        }

        if (Facts != now.Facts)
        {
            differences.Add($"Its program reads pictures in another way (fingerprint {Short(Facts)}, here {Short(now.Facts)}): use the same version everywhere.");
        }

        foreach (string step in Steps.Keys.Union(now.Steps.Keys, StringComparer.Ordinal))
        {
            string? its = Steps.GetValueOrDefault(step), ours = now.Steps.GetValueOrDefault(step);
            if (its != ours)
            {
                differences.Add(its is null ? $"It has no step '{step}'."
                    : ours is null ? $"It has a step '{step}', which is not in the pipeline here."
                    : $"Step '{step}' has the fingerprint {Short(its)} there and {Short(ours)} here: plugin, model, options or a step before it differ. Use the same everywhere, or save the plan again.");
            }
        }

        foreach ((string part, string here) in now.Parts.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            if (Parts.TryGetValue(part, out string? there) && there != here)
            {
                differences.Add($"The {part} is {there} there and {here} here.");
            }
        }

        return differences;
    }

    private static string Listed(IEnumerable<string> folders) => string.Join(", ", folders.Select(f => $"'{f}'"));

    private static string Short(string fingerprint) => fingerprint.Length > 12 ? fingerprint[..12] : fingerprint;
}
