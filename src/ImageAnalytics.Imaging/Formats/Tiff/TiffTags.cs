namespace ImageAnalytics.Imaging;

/// <summary>Numbers of the TIFF tags that the walk looks at (TIFF 6.0, section 8 and appendices).</summary>
internal static class TiffTags
{
    public const int ImageWidth = 256;
    public const int ImageLength = 257;
    public const int BitsPerSample = 258;
    public const int Compression = 259;
    public const int Photometric = 262;
    public const int StripOffsets = 273;
    public const int Orientation = 274;
    public const int SamplesPerPixel = 277;
    public const int RowsPerStrip = 278;
    public const int StripByteCounts = 279;
    public const int PlanarConfiguration = 284;
    public const int ColorMap = 320;
    public const int TileWidth = 322;
    public const int TileLength = 323;
    public const int TileOffsets = 324;
    public const int TileByteCounts = 325;
    public const int SubDirectories = 330;
    public const int ExtraSamples = 338;
    public const int SampleFormat = 339;
    public const int JpegTables = 347;
    public const int JpegInterchangeFormat = 513;
    public const int JpegInterchangeLength = 514;
    public const int ExifDirectory = 34665;
    public const int GpsDirectory = 34853;
    public const int InteroperabilityDirectory = 40965;
    public const int DngVersion = 50706;
}
