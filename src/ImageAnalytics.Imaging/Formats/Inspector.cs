using ImageAnalytics.Sdk;

namespace ImageAnalytics.Imaging;

/// <summary>Chooses the walk by the file's content.</summary>
internal static class Inspector
{
    public static Inspection Inspect(ReadOnlySpan<byte> bytes)
    {
        ImageFormat format = ImageFormats.Detect(bytes);
        Inspection found = format switch
        {
            ImageFormat.Jpeg => JpegInspector.Inspect(bytes),
            ImageFormat.Png => PngInspector.Inspect(bytes),
            ImageFormat.Gif => GifInspector.Inspect(bytes),
            ImageFormat.Bmp => BmpInspector.Inspect(bytes),
            ImageFormat.Tiff => TiffInspector.Inspect(bytes),
            ImageFormat.WebP => WebPInspector.Inspect(bytes),
            ImageFormat.Pnm => PnmInspector.Inspect(bytes),
            ImageFormat.Jpeg2000 => Jpeg2000Inspector.Inspect(bytes),
            _ => new Inspection(format),
        };

        if (found.Format == ImageFormat.Unknown)
        {
            found.Fail(FailureClasses.NotAnImage, WhyNot(bytes));
        }
        else if (!ImageFormats.CanDecode(found.Format))
        {
            found.Fail(FailureClasses.Unsupported, UnsupportedFormats.Message(found.Format));
        }
        else if (!found.HasSize)
        {
            found.FailDamaged("it does not say the picture's size");
        }

        return found;
    }

    private static string WhyNot(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return "The file is empty: it has 0 bytes.";
        }

        if (!bytes.ContainsAnyExcept((byte)0))
        {
            return $"The file is no picture: all of its {bytes.Length} bytes are zero, as after a broken copy.";
        }

        return bytes.Length > 4 && (bytes[1..].StartsWith("PNG"u8) || (bytes[0] == 0x89 && bytes[2..].StartsWith("NG"u8)))
            ? "The file is no picture: its PNG signature is damaged, as after a transfer in text mode. Copy it again in binary mode."
            : "The file is no picture: its first bytes are those of none of the known formats.";
    }
}
