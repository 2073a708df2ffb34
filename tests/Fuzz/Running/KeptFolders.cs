namespace ImageAnalytics.Fuzz.Running;

/// <summary>Where the repository keeps inputs.</summary>
internal static class KeptFolders
{
    /// <summary>Inputs that together take many branches.</summary>
    public static string Corpus(string tests, string target) => Path.Combine(tests, "corpus", target);

    /// <summary>Inputs that once broke a promise.</summary>
    public static string Findings(string tests, string target) => Path.Combine(tests, "findings", target);
}
