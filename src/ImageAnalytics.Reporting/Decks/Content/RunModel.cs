namespace ImageAnalytics.Reporting.Decks;

/// <summary>A model as <c>run.json</c> names it. Empty where it says nothing.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Task">What it does.</param>
/// <param name="Licence">Its licence.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Sha256">Hash of its content.</param>
internal sealed record RunModel(string Name, string Version, string Task, string Licence, string Source, string Sha256)
{
    private const int PrefixLength = 12;

    /// <summary>The start of the hash, enough to tell models apart.</summary>
    public string Prefix => Sha256.Length > PrefixLength ? Sha256[..PrefixLength] : Sha256;
}
