namespace ImageAnalytics.Results.Durable;

/// <summary>Folders whose names are on the disk before anything is put into them.</summary>
internal static class DurableFolder
{
    /// <summary>Makes a folder and those above it, where they are missing.</summary>
    /// <param name="path">Absolute.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void Create(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        string? above = Path.GetDirectoryName(path);
        if (above is not null)
        {
            Create(above);
        }

        Directory.CreateDirectory(path);
        if (above is not null)
        {
            Libc.Flush(above);
        }
    }
}
