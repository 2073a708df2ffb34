namespace ImageAnalytics.Imaging;

/// <summary>A picture format as the file's content shows it; the name is never asked.</summary>
/// <remarks>Which of them can be decoded: <see cref="ImageFormats.CanDecode"/>.</remarks>
public enum ImageFormat
{
    /// <summary>No picture format that is known here.</summary>
    Unknown,

    /// <summary>JPEG (ITU-T T.81): baseline, extended and progressive; Huffman and arithmetic coding; 8 bits.</summary>
    Jpeg,

    /// <summary>PNG, animated PNG included (its first frame).</summary>
    Png,

    /// <summary>GIF 87a and 89a; the first frame of an animation.</summary>
    Gif,

    /// <summary>Windows and OS/2 bitmap.</summary>
    Bmp,

    /// <summary>TIFF and BigTIFF; the first page.</summary>
    Tiff,

    /// <summary>WebP: lossy, lossless, animated (its first frame).</summary>
    WebP,

    /// <summary>Netpbm: PBM, PGM, PPM as text or binary, and PAM.</summary>
    Pnm,

    /// <summary>JPEG 2000: JP2 files and bare codestreams.</summary>
    Jpeg2000,

    /// <summary>AVIF; recognised, not decoded.</summary>
    Avif,

    /// <summary>HEIC and HEIF; recognised, not decoded.</summary>
    Heic,

    /// <summary>JPEG XL; recognised, not decoded.</summary>
    JpegXl,

    /// <summary>Camera raw (DNG, CR2, CR3, RAF, ORF, RW2); recognised, not decoded.</summary>
    CameraRaw,

    /// <summary>Photoshop; recognised, not decoded.</summary>
    Photoshop,

    /// <summary>Windows icon; recognised, not decoded.</summary>
    Icon,

    /// <summary>OpenEXR; recognised, not decoded.</summary>
    OpenExr,

    /// <summary>Radiance HDR; recognised, not decoded.</summary>
    RadianceHdr,

    /// <summary>Portable float map; recognised, not decoded.</summary>
    PortableFloatMap,

    /// <summary>Sun raster; recognised, not decoded.</summary>
    SunRaster,

    /// <summary>SVG drawing; recognised, not decoded.</summary>
    Svg,
}
