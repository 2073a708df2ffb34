using System.Buffers.Binary;

namespace ImageAnalytics.Imaging;

/// <summary>What is known about picture formats as such. Safe on several threads at once.</summary>
public static class ImageFormats
{
    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Jp2Signature => [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ', 0x0D, 0x0A, 0x87, 0x0A];

    private static ReadOnlySpan<byte> JxlSignature => [0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', (byte)' ', 0x0D, 0x0A, 0x87, 0x0A];

    /// <summary>
    /// The extensions of the formats that can be decoded: lower case, with the dot, in alphabetical order.
    /// A listing takes files by these; what a file then is, its content says.
    /// </summary>
    public static IReadOnlyList<string> Extensions { get; } =
    [
        ".apng", ".bmp", ".dib", ".gif", ".j2c", ".j2k", ".jfif", ".jp2", ".jpe", ".jpeg", ".jpf", ".jpg",
        ".jpx", ".pam", ".pbm", ".pgm", ".png", ".pnm", ".ppm", ".tif", ".tiff", ".webp",
    ];

    /// <summary>
    /// The extensions that a listing takes when nobody names others: those of <see cref="Extensions"/>, and those of photographs that
    /// cannot be decoded here. So a folder of them is reported as unsupported instead of being passed over in silence.
    /// </summary>
    public static IReadOnlyList<string> ListedExtensions { get; } = [.. Extensions.Concat([".avif", ".heic", ".heif", ".hif", ".jxl"]).Order(StringComparer.Ordinal)];

    /// <summary>Whether pictures of this format can be decoded here.</summary>
    public static bool CanDecode(ImageFormat format) => format is >= ImageFormat.Jpeg and <= ImageFormat.Jpeg2000;

    /// <summary>The format's name as people write it, for messages.</summary>
    public static string NameOf(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "JPEG",
        ImageFormat.Png => "PNG",
        ImageFormat.Gif => "GIF",
        ImageFormat.Bmp => "BMP",
        ImageFormat.Tiff => "TIFF",
        ImageFormat.WebP => "WebP",
        ImageFormat.Pnm => "Netpbm",
        ImageFormat.Jpeg2000 => "JPEG 2000",
        ImageFormat.Avif => "AVIF",
        ImageFormat.Heic => "HEIC",
        ImageFormat.JpegXl => "JPEG XL",
        ImageFormat.CameraRaw => "camera raw",
        ImageFormat.Photoshop => "Photoshop",
        ImageFormat.Icon => "Windows icon",
        ImageFormat.OpenExr => "OpenEXR",
        ImageFormat.RadianceHdr => "Radiance HDR",
        ImageFormat.PortableFloatMap => "portable float map",
        ImageFormat.SunRaster => "Sun raster",
        ImageFormat.Svg => "SVG",
        _ => "unknown",
    };

    /// <summary>Tells the format from the first bytes of a file; 64 are enough for all but SVG, which looks at up to 1,024.</summary>
    /// <param name="bytes">The beginning of the file, or all of it.</param>
    /// <returns>The format, or <see cref="ImageFormat.Unknown"/>.</returns>
    public static ImageFormat Detect(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
        {
            return ImageFormat.Unknown;
        }

        return bytes[0] switch
        {
            0xFF => DetectMarker(bytes),
            0x89 when bytes.StartsWith(PngSignature) => ImageFormat.Png,
            (byte)'G' when bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) => ImageFormat.Gif,
            (byte)'B' when bytes[1] == 'M' && bytes.Length >= 6 => ImageFormat.Bmp,
            (byte)'I' or (byte)'M' or (byte)'F' => DetectTiffFamily(bytes),
            (byte)'R' when bytes.StartsWith("RIFF"u8) && bytes.Length >= 12 && bytes[8..].StartsWith("WEBP"u8) => ImageFormat.WebP,
            (byte)'P' when bytes.Length >= 3 && IsNetpbmBreak(bytes[2]) => bytes[1] switch
            {
                >= (byte)'1' and <= (byte)'7' => ImageFormat.Pnm,
                (byte)'F' or (byte)'f' => ImageFormat.PortableFloatMap,
                _ => ImageFormat.Unknown,
            },
            0 => DetectBoxes(bytes),
            (byte)'8' when bytes.StartsWith("8BPS"u8) => ImageFormat.Photoshop,
            0x76 when bytes.StartsWith((ReadOnlySpan<byte>)[0x76, 0x2F, 0x31, 0x01]) => ImageFormat.OpenExr,
            (byte)'#' when bytes.StartsWith("#?RADIANCE"u8) || bytes.StartsWith("#?RGBE"u8) => ImageFormat.RadianceHdr,
            0x59 when bytes.StartsWith((ReadOnlySpan<byte>)[0x59, 0xA6, 0x6A, 0x95]) => ImageFormat.SunRaster,
            _ => LooksLikeSvg(bytes) ? ImageFormat.Svg : ImageFormat.Unknown,
        };
    }

    private static ImageFormat DetectMarker(ReadOnlySpan<byte> bytes) => bytes[1] switch
    {
        0xD8 when bytes.Length >= 3 && bytes[2] == 0xFF => ImageFormat.Jpeg,
        0x4F when bytes.Length >= 4 && bytes[2] == 0xFF && bytes[3] == 0x51 => ImageFormat.Jpeg2000,
        0x0A => ImageFormat.JpegXl,
        _ => ImageFormat.Unknown,
    };

    private static ImageFormat DetectTiffFamily(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8))
        {
            return bytes.Length >= 10 && bytes[8] == 'C' && bytes[9] == 'R' ? ImageFormat.CameraRaw : ImageFormat.Tiff;
        }

        if (bytes.StartsWith("II+\0"u8) || bytes.StartsWith("MM\0+"u8))
        {
            return ImageFormat.Tiff;
        }

        bool raw = bytes.StartsWith("IIU\0"u8) || bytes.StartsWith("IIRO"u8) || bytes.StartsWith("IIRS"u8)
            || bytes.StartsWith("MMOR"u8) || bytes.StartsWith("FUJIFILMCCD-RAW"u8);
        return raw ? ImageFormat.CameraRaw : ImageFormat.Unknown;
    }

    private static ImageFormat DetectBoxes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Jp2Signature))
        {
            return ImageFormat.Jpeg2000;
        }

        if (bytes.StartsWith(JxlSignature))
        {
            return ImageFormat.JpegXl;
        }

        if (bytes.Length >= 12 && bytes[4..].StartsWith("ftyp"u8))
        {
            return DetectBrand(bytes);
        }

        bool icon = bytes.Length >= 22 && bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0]) && bytes[4] != 0 && bytes[9] == 0;
        return icon ? ImageFormat.Icon : ImageFormat.Unknown;
    }

    private static ImageFormat DetectBrand(ReadOnlySpan<byte> bytes)
    {
        int end = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(bytes), (uint)bytes.Length);
        ImageFormat found = ImageFormat.Unknown;
        for (int at = 8; at + 4 <= Math.Min(end, 256); at += at == 8 ? 8 : 4)
        {
            ReadOnlySpan<byte> brand = bytes.Slice(at, 4);
            if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8))
            {
                return ImageFormat.Avif;
            }

            if (brand.SequenceEqual("crx "u8))
            {
                return ImageFormat.CameraRaw;
            }

            if (IsHeif(brand))
            {
                found = ImageFormat.Heic;   // A later brand may say that AV1 is inside.
            }
        }

        return found;
    }

    /// <summary>Brands of the High Efficiency Image File Format (ISO/IEC 23008-12, annex B; ISO/IEC 23000-22): heic, heix, heim, heis, hevc, hevx, hevm, hevs and others.</summary>
    private static bool IsHeif(ReadOnlySpan<byte> brand)
        => brand[..3].SequenceEqual("hei"u8) || brand[..3].SequenceEqual("hev"u8)
            || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("mif2"u8) || brand.SequenceEqual("msf1"u8) || brand.SequenceEqual("miaf"u8)
            || brand.SequenceEqual("avci"u8) || brand.SequenceEqual("avcs"u8);

    private static bool IsNetpbmBreak(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'#';

    private static bool LooksLikeSvg(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> text = bytes[..Math.Min(bytes.Length, 1024)];
        text = text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? text[3..] : text;
        text = text.TrimStart(" \t\r\n"u8);
        return text.StartsWith("<svg"u8) || (text.StartsWith("<?xml"u8) && text.IndexOf("<svg"u8) >= 0);
    }
}
