namespace ImageAnalytics.Training.Trainers;

/// <summary>Holds a folder for one process, so that two do not write into it at once. It ends with the process, however that ends.</summary>
internal static class FolderLock
{
    private const string FileName = ".lock";

    /// <summary>Takes a folder, which must be there.</summary>
    /// <returns>The hold; dispose it to let go.</returns>
    /// <exception cref="IOException">Somebody else has it, or it cannot be written to.</exception>
    public static IDisposable Take(string folder) => new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
