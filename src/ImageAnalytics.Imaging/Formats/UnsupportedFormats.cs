namespace ImageAnalytics.Imaging;

/// <summary>What to say about formats that are recognised, but not decoded here.</summary>
internal static class UnsupportedFormats
{
    /// <summary>Whole sentences: which format it is, and a command of a Debian package that converts it.</summary>
    public static string Message(ImageFormat format)
        => $"The file is in the format {ImageFormats.NameOf(format)}, for which no decoder is built in. Convert it to PNG or JPEG first, for example with {Converter(format)}.";

    private static string Converter(ImageFormat format) => format switch
    {
        ImageFormat.Avif => "'avifdec picture.avif picture.png' (apt-get install libavif-bin)",
        ImageFormat.Heic => "'heif-convert picture.heic picture.png' (apt-get install libheif-examples)",
        ImageFormat.JpegXl => "'djxl picture.jxl picture.png' (apt-get install libjxl-tools)",
        ImageFormat.CameraRaw => "'dcraw_emu -w -T picture.raw', which writes an ordinary TIFF (apt-get install libraw-bin)",
        ImageFormat.Svg => "'rsvg-convert -o picture.png picture.svg' (apt-get install librsvg2-bin)",
        ImageFormat.Icon => "'icotool -x picture.ico' (apt-get install icoutils)",
        ImageFormat.PortableFloatMap => "'pfmtopam < picture.pfm > picture.pam' (apt-get install netpbm)",
        _ => "'convert picture picture.png' (apt-get install imagemagick)",
    };
}
