using ImageAnalytics.Sdk;

namespace ImageAnalytics.Imaging;

/// <summary>What the walk over one file's structure found out. The first failure and the first damage are kept.</summary>
internal sealed class Inspection(ImageFormat format)
{
    public ImageFormat Format { get; set; } = format;

    /// <summary>Stored columns; 0 until the header was read.</summary>
    public int Width { get; private set; }

    /// <summary>Stored rows; 0 until the header was read.</summary>
    public int Height { get; private set; }

    /// <summary>The largest number of pixels that a decoder may have to hold at once; at least the picture's own.</summary>
    public (long Width, long Height) WorkingSize { get; private set; }

    public int Orientation { get; set; } = 1;

    public int Pages { get; set; } = 1;

    /// <summary>Where the TIFF block that holds the EXIF facts lies; empty when there is none.</summary>
    public Range Exif { get; set; }

    /// <summary>Where a TIFF file's orientation value lies; negative when it has none.</summary>
    public int OrientationOffset { get; set; } = -1;

    /// <summary>Whether a PNG holds chunks that its pixels do not need.</summary>
    public bool HasExtras { get; set; }

    /// <summary>Where the scans of a JPEG lie; null for other formats.</summary>
    public JpegLayout? Jpeg { get; set; }

    /// <summary>The directory of the TIFF page that is looked at; null for other formats.</summary>
    public TiffDirectory? Tiff { get; set; }

    /// <summary>Where that directory lies when it is not the file's first; negative when it is.</summary>
    public long DirectoryOffset { get; set; } = -1;

    /// <summary>How the samples of a Netpbm file are written; null for other formats.</summary>
    public PnmLayout? Pnm { get; set; }

    /// <summary>Whether some pixels may be transparent.</summary>
    public bool HasAlpha { get; set; }

    /// <summary>Whether colours are stored multiplied by alpha.</summary>
    public bool IsMultiplied { get; set; }

    /// <summary>The one grey value, as decoded, that is transparent in a PNG without an alpha channel; negative for none.</summary>
    public int TransparentGrey { get; set; } = -1;

    /// <summary>Why there can be no picture.</summary>
    public ImageFailure? Failure { get; private set; }

    /// <summary>What is wrong although there can be a picture.</summary>
    public ImageFailure? Damage { get; private set; }

    public bool HasSize => Width > 0 && Height > 0;

    private string Name => ImageFormats.NameOf(Format);

    /// <summary>Takes the announced size; a size that no picture can have is a failure.</summary>
    public bool SetSize(long width, long height)
    {
        if (width is < 1 or > int.MaxValue || height is < 1 or > int.MaxValue)
        {
            Fail(FailureClasses.Damaged, $"The {Name} header announces a picture of {width} x {height} pixels; expected at least 1 x 1.");
            return false;
        }

        (Width, Height) = ((int)width, (int)height);
        SetWorkingSize(width, height);
        return true;
    }

    /// <summary>Takes the size of a part (a frame, a tile) that may be larger than the picture.</summary>
    public void SetWorkingSize(long width, long height)
    {
        if ((Int128)width * height > (Int128)WorkingSize.Width * WorkingSize.Height)
        {
            WorkingSize = (width, height);
        }
    }

    public void Fail(string failureClass, string message) => Failure ??= new ImageFailure(failureClass, message);

    public void Hurt(string failureClass, string message) => Damage ??= new ImageFailure(failureClass, message);

    public void FailTruncated(long length, string where) => Fail(FailureClasses.Truncated, TruncatedText(length, where));

    public void HurtTruncated(long length, string where) => Hurt(FailureClasses.Truncated, TruncatedText(length, where));

    public void FailDamaged(string what) => Fail(FailureClasses.Damaged, DamagedText(what));

    public void HurtDamaged(string what) => Hurt(FailureClasses.Damaged, DamagedText(what));

    public void FailUnsupported(string what)
        => Fail(FailureClasses.Unsupported, $"This {Name} file cannot be read here: {what}. Convert it to JPEG, PNG or an ordinary TIFF.");

    private string TruncatedText(long length, string where)
        => $"The {Name} file ends after {length} bytes, {where}. Copy it again from its source.";

    private string DamagedText(string what) => $"The {Name} file is damaged: {what}. Copy it again from its source.";
}
