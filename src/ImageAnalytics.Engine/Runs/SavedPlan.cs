using System.Globalization;
using System.Text.Json;
using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Runs;

/// <summary>
/// A listing that was frozen so that many processes can work on shards of it: <c>OUTPUT/PIPELINE/plan/</c> with <c>plan.json</c>, <c>listing.parquet</c>
/// and, for each shard that is done, <c>shards/N/I.parquet</c>.
/// </summary>
internal sealed class SavedPlan
{
    private const string FolderName = "plan", FileName = "plan.json", ShardsName = "shards", Extension = ".parquet";
    private readonly PreparedRun _run;
    private readonly string _folder;

    private SavedPlan(PreparedRun run, SavedPlanFile file) => (_run, _folder, File) = (run, FolderOf(run), file);

    /// <summary>What <c>plan.json</c> says.</summary>
    public SavedPlanFile File { get; }

    /// <summary>The listing.</summary>
    public string Listing => ListingOf(_run);

    /// <summary>Saves the listing of a run in the place of an earlier plan, with all that was done of that. Needs the lock of the output folder.</summary>
    /// <exception cref="StoreException">It cannot be written.</exception>
    /// <param name="run">The run.</param>
    /// <param name="ledger">Has the listing.</param>
    /// <param name="listingProblems">What could not be listed.</param>
    /// <param name="listingNotes">What else a person should know of the listing.</param>
    /// <param name="imagesPerShard">How large its shards are to be; null when whoever works on them says how many there are.</param>
    /// <param name="now">The time.</param>
    public static SavedPlan Save(PreparedRun run, RunLedger ledger, IReadOnlyList<string> listingProblems, IReadOnlyList<string> listingNotes, int? imagesPerShard, DateTimeOffset now)
    {
        string folder = FolderOf(run);
        try
        {
            Clear(folder);
            long images = ledger.SaveListing(ListingOf(run));
            SavedPlanFile file = SavedPlanFile.Of(run, images, listingProblems, listingNotes) with
            {
                Id = Guid.NewGuid().ToString("N"),
                Saved = now,
                Shards = imagesPerShard is { } size ? (int)Math.Clamp((images + size - 1) / size, 1, ShardNumber.Most) : null,
                Request = SavedRequest.Of(run),
            };
            string final = Path.Combine(folder, FileName), temporary = Path.Combine(folder, $".{FileName}");
            using (FileStream stream = new(temporary, FileMode.Create))
            {
                JsonSerializer.Serialize(stream, file, SavedPlanJson.Default.SavedPlanFile);
                stream.Flush(flushToDisk: true);
            }

            System.IO.File.Move(temporary, final, overwrite: true);
            return new SavedPlan(run, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"Cannot write the plan to '{folder}': {e.Message} Make room or choose another folder with --output, then save it again.", e);
        }
    }

    /// <summary>Takes away a plan with all that was done of it; the results stay in the store.</summary>
    /// <exception cref="StoreException">It cannot be removed.</exception>
    public static void Remove(string output, string pipeline)
    {
        string folder = FolderOf(output, pipeline);
        try
        {
            Clear(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"Cannot remove the plan '{folder}': {e.Message} Remove the folder by hand; it is not needed any more.", e);
        }
    }

    /// <summary>The plan's file.</summary>
    public static string FileOf(string output, string pipeline) => Path.Combine(FolderOf(output, pipeline), FileName);

    /// <summary>Reads a plan's file. Throws what reading and JSON do.</summary>
    public static SavedPlanFile? ReadFile(string path) => JsonSerializer.Deserialize(System.IO.File.ReadAllBytes(path), SavedPlanJson.Default.SavedPlanFile);

    /// <summary>The file of a shard that is done.</summary>
    public static string ShardFile(string output, string pipeline, ShardNumber shard)
        => Path.Combine(FolderOf(output, pipeline), ShardsName, shard.Count.ToString(CultureInfo.InvariantCulture), shard.Index.ToString(CultureInfo.InvariantCulture) + Extension);

    /// <summary>Opens the plan that was saved for a run.</summary>
    /// <exception cref="RunRefusedException">There is none, or it was saved for something else; says for what.</exception>
    public static SavedPlan Open(PreparedRun run)
    {
        string path = Path.Combine(FolderOf(run), FileName);
        SavedPlanFile? file;
        try
        {
            file = ReadFile(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RunRefusedException([$"There is no saved plan of '{run.Pipeline.Name}' in '{run.Output}'. Save one first: 'plan' with the same pipeline, input and output, and --save."]);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new RunRefusedException([$"The plan '{path}' cannot be read: {e.Message} Save it again with 'plan … --save'."]);
        }

        return file?.DifferencesFrom(run) switch
        {
            null => throw new RunRefusedException([$"The plan '{path}' is empty. Save it again with 'plan … --save'."]),
            { Count: > 0 } problems => throw new RunRefusedException([.. problems.Select(p => $"The plan '{path}' was saved for something else. {p}")]),
            _ => new SavedPlan(run, file),
        };
    }

    /// <summary>The file of a shard that is done.</summary>
    public string ShardFile(ShardNumber shard) => ShardFile(_run.Output, _run.Pipeline.Name, shard);

    /// <summary>Parts that are not done yet, when there are so many.</summary>
    public IReadOnlyList<int> Missing(int count) => [.. Enumerable.Range(1, count).Where(i => !System.IO.File.Exists(ShardFile(new ShardNumber(i, count))))];

    /// <summary>Into how many shards the plan was divided, where all of them are done; otherwise where most are, and null when nothing is done.</summary>
    public int? Divided
    {
        get
        {
            string shards = Path.Combine(_folder, ShardsName);
            int[] counts = !Directory.Exists(shards) ? [] :
                [.. Directory.EnumerateDirectories(shards).Select(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : 0).Where(n => n is > 0 and <= ShardNumber.Most)];
            return counts.Length == 0 ? null : counts.OrderBy(n => Missing(n).Count / (double)n).ThenBy(n => n).First();
        }
    }

    private static string FolderOf(PreparedRun run) => FolderOf(run.Output, run.Pipeline.Name);

    private static string FolderOf(string output, string pipeline) => Path.Combine(output, pipeline, FolderName);

    private static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            // Without plan.json there is no plan, whatever else is left.
            System.IO.File.Delete(Path.Combine(folder, FileName));
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string ListingOf(PreparedRun run) => Path.Combine(FolderOf(run), "listing" + Extension);
}
