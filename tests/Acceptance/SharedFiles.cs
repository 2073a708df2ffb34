using System.IO.Compression;

namespace ImageAnalytics.Acceptance;

/// <summary>Pictures and models of the test data, laid out as tests need them.</summary>
internal static class SharedFiles
{
    private static readonly string[] s_pictures = [".jpg", ".jpeg", ".png"];

    /// <summary>Takes the pictures out of an archive.</summary>
    /// <param name="folder">Receives them under the names that they have in the archive.</param>
    /// <param name="archive">The archive's path below the shared folder.</param>
    /// <param name="most">No more than so many.</param>
    /// <returns>How many there are.</returns>
    public static int Unpack(string folder, string[] archive, int most = int.MaxValue)
    {
        using ZipArchive zip = ZipFile.OpenRead(Repository.Shared(archive));
        int count = 0;
        foreach (ZipArchiveEntry entry in zip.Entries.Where(e => s_pictures.Contains(Path.GetExtension(e.Name))).Take(most))
        {
            string path = Path.Combine(folder, entry.FullName);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            entry.ExtractToFile(path);
            count++;
        }

        return count;
    }

    /// <summary>Copies sample pictures.</summary>
    public static void Samples(string folder, params string[] names)
    {
        Directory.CreateDirectory(folder);
        foreach (string name in names)
        {
            File.Copy(Repository.Shared("models", "samples", name), Path.Combine(folder, name));
        }
    }

    /// <summary>Installs all models of the catalog that the shared folders have.</summary>
    public static CliResult InstallModels(CliProgram program)
        => program.Run("models", "install", "--all", "--from", Repository.Shared("models"), "--from", Repository.Shared("models-tf")).AssertExit(0);
}
