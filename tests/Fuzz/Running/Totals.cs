using System.Text.Json;

namespace ImageAnalytics.Fuzz.Running;

/// <summary>What all sessions did to one target.</summary>
internal sealed record Totals
{
    public long Executions { get; init; }

    public double Seconds { get; init; }

    public long MostResidentBytes { get; init; }

    public int Deaths { get; init; }

    public int Hangs { get; init; }

    public int Branches { get; init; }

    public static Totals Read(string path) => File.Exists(path) ? JsonSerializer.Deserialize<Totals>(File.ReadAllBytes(path)) ?? new Totals() : new Totals();

    public void Write(string path)
    {
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(this));
        File.Move(path + ".new", path, overwrite: true);
    }
}
