namespace ImageAnalytics.Testing;

/// <summary>Gives a JPEG the EXIF tag by which a camera says how it was held.</summary>
internal static class OrientedJpeg
{
    private const int AfterStart = 2;

    /// <summary>Puts an APP1 segment that holds nothing but the orientation behind the start of the picture.</summary>
    /// <param name="path">The file; replaced.</param>
    /// <param name="orientation">1 to 8, as EXIF 2.32 numbers them.</param>
    public static void Turn(string path, int orientation)
    {
        byte[] jpeg = File.ReadAllBytes(path);
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8,
            .. "MM"u8, 0, 42, 0, 0, 0, 8, // TIFF header, big-endian; the directory follows.
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, // One entry: orientation, one short.
            0, 0, 0, 0,
        ];
        File.WriteAllBytes(path, [.. jpeg[..AfterStart], .. exif, .. jpeg[AfterStart..]]);
    }
}
