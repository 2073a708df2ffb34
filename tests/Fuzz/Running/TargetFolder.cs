using System.Security.Cryptography;
using System.Text;

namespace ImageAnalytics.Fuzz.Running;

/// <summary>Where the work on a target is kept between sessions.</summary>
/// <param name="state">The folder of all targets' state.</param>
/// <param name="target">The target's name.</param>
internal sealed class TargetFolder(string state, string target)
{
    private const int MostOfAKind = 20;

    public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine(state, target)).FullName;

    public string Corpus => System.IO.Path.Combine(Path, "corpus");

    public string Findings => System.IO.Path.Combine(Path, "findings");

    public string Pulse => System.IO.Path.Combine(Path, "pulse");

    public string Totals => System.IO.Path.Combine(Path, "totals.json");

    /// <summary>Inputs that broke a promise, by kind.</summary>
    public IReadOnlyList<string> FindingFiles => Directory.Exists(Findings) ? [.. Directory.EnumerateFiles(Findings, "*.bin").Order(StringComparer.Ordinal)] : [];

    /// <summary>Keeps an input that broke a promise; of those that are probably the same, the shortest.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(Finding finding, byte[] input)
    {
        Directory.CreateDirectory(Findings);
        string place = finding.Place.Length > 0 ? finding.Place : Convert.ToHexStringLower(SHA256.HashData(input));
        string name = $"{finding.Kind}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)).AsSpan(0, 4))}";
        FileInfo file = new(System.IO.Path.Combine(Findings, name + ".bin"));
        bool isNew = !file.Exists && FindingFiles.Count(f => System.IO.Path.GetFileName(f).StartsWith(finding.Kind, StringComparison.Ordinal)) < MostOfAKind;
        if (isNew || (file.Exists && file.Length > input.Length))
        {
            File.WriteAllBytes(file.FullName, input);
            File.WriteAllText(System.IO.Path.ChangeExtension(file.FullName, ".txt"), $"{finding.Kind} at {finding.Place}\n{finding.Text}\n");
        }

        return isNew;
    }
}
