namespace ImageAnalytics.Results.Tests.Support;

/// <summary>Output folders that former versions of the program made of <c>Scene.Of(12)</c>; see the folder Stores.</summary>
internal static class OldStores
{
    public static void Copy(string name, string to)
    {
        string from = Path.Combine(AppContext.BaseDirectory, "Stores", name);
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        foreach (string runs in Directory.EnumerateDirectories(to, "runs", SearchOption.AllDirectories).ToList())
        {
            string newest = Path.GetFileName(Directory.EnumerateDirectories(runs).Order(StringComparer.Ordinal).Last());
            File.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(runs)!, "latest"), Path.Combine("runs", newest));
        }
    }
}
