using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ImageAnalytics.Results.Durable;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Tuning;

/// <summary>Finished trials, a JSON file for each trial and round, whole or not there. One process at a time has a store open.</summary>
internal sealed class TrialStore : IDisposable
{
    private const string FactsFile = "study.json", RecordsFolder = "results";
    private readonly IDisposable _lock;
    private readonly string _folder, _records;
    private readonly bool _isOfOtherVersion;

    private TrialStore(IDisposable held, string folder, string records, bool isOfOtherVersion)
        => (_lock, _folder, _records, _isOfOtherVersion) = (held, folder, records, isOfOtherVersion);

    /// <summary>Opens a store, or makes it.</summary>
    /// <exception cref="TuneException">It belongs to another study, is damaged, or is open.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static TrialStore Open(string folder, StudyFacts facts)
    {
        Directory.CreateDirectory(folder);
        IDisposable held = Lock(folder);
        try
        {
            string path = Path.Combine(folder, FactsFile), records = Path.Combine(folder, RecordsFolder);
            StudyFacts known = facts;
            if (File.Exists(path))
            {
                Require(known = Read(path, TuningJson.Default.StudyFacts, $"Put it back, name another folder with --output, or delete '{folder}' to begin anew."), facts, folder);
            }
            else if (Directory.Exists(records) && Directory.EnumerateFileSystemEntries(records).Any())
            {
                throw new TuneException($"The trials in '{folder}' cannot be used: '{FactsFile}', which says of which study they are, is not there. Put it back, name another folder with --output, or delete that one to begin anew.");
            }
            else
            {
                Write(path, facts, TuningJson.Default.StudyFacts);
            }

            Directory.CreateDirectory(records);
            return new TrialStore(held, folder, records, known.Revision != facts.Revision);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>What came of a trial in a round; null where it is not finished, or where its values were others.</summary>
    /// <exception cref="TuneException">The file is damaged.</exception>
    public TrialRecord? Find(Trial trial, int round)
        => PathOf(trial.Number, round) is var path && File.Exists(path)
            && Read(path, TuningJson.Default.TrialRecord, "Delete it; its trial is then done again.") is var found && found.Values.OrderBy(v => v.Key, StringComparer.Ordinal).SequenceEqual(trial.Values.OrderBy(v => v.Key, StringComparer.Ordinal))
            ? found
            : null;

    /// <summary>Says that a trial cannot be compared with those that are there, where another version of the program scored them.</summary>
    /// <exception cref="TuneException">Another version began the study.</exception>
    public void RequireSameVersion()
    {
        if (_isOfOtherVersion)
        {
            throw new TuneException($"The study in '{_folder}' was begun by another version of the program, from which this one would learn other numbers. End it with that version, name another folder with --output, or delete that one to begin anew.");
        }
    }

    /// <summary>Keeps what came of a trial.</summary>
    public void Add(TrialRecord record) => Write(PathOf(record.Number, record.Round), record, TuningJson.Default.TrialRecord);

    public void Dispose() => _lock.Dispose();

    private string PathOf(int trial, int round) => Path.Combine(_records, string.Create(CultureInfo.InvariantCulture, $"trial-{trial:00000}-round-{round}.json"));

    private static void Require(StudyFacts found, StudyFacts expected, string folder)
    {
        if (found.Identity != expected.Identity)
        {
            throw new TuneException(
                $"The trials in '{folder}' are of another study (of '{found.Of}', by {found.Figure}): what is tuned, its data, its parameters, the figure, the seed or the halving has changed since. "
                + "Name another folder with --output, or delete that one to begin anew.");
        }
    }

    private static IDisposable Lock(string folder)
    {
        try
        {
            return FolderLock.Take(folder);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException))
        {
            throw new TuneException($"The trials in '{folder}' cannot be opened: {e.Message} Another 'tune' may be working there; wait for its end, or name another folder with --output.", e);
        }
    }

    private static T Read<T>(string path, JsonTypeInfo<T> type, string advice)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type) ?? throw new JsonException("It says null.");
        }
        catch (JsonException e)
        {
            throw new TuneException($"'{path}' cannot be read: {e.Message} {advice}", e);
        }
    }

    private static void Write<T>(string path, T value, JsonTypeInfo<T> type)
        => DurableFile.Commit(Path.GetFullPath(path), temporary => File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(value, type)));
}
