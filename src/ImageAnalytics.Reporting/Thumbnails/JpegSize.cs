namespace ImageAnalytics.Reporting;

/// <summary>Reads the size of a JPEG that this program made, from its header (ITU-T T.81, B.2.2).</summary>
internal static class JpegSize
{
    private const int LongestHeader = 4096;

    /// <summary>Reads it; null when the file is none of ours, such as one that was cut off.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static (int Width, int Height)? Read(string path)
    {
        byte[] header = new byte[LongestHeader];
        using FileStream file = File.OpenRead(path);
        int length = file.ReadAtLeast(header, LongestHeader, throwOnEndOfStream: false);
        for (int at = 2; at + 9 < length && header[at] == 0xFF; at += 2 + (header[at + 2] << 8) + header[at + 3])
        {
            // SOF0 to SOF3: baseline and progressive frames, which begin with precision, rows and columns.
            if (header[at + 1] is >= 0xC0 and <= 0xC3)
            {
                return ((header[at + 7] << 8) + header[at + 8], (header[at + 5] << 8) + header[at + 6]);
            }
        }

        return null;
    }
}
