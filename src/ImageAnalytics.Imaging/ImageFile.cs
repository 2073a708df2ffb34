using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Imaging;

/// <summary>
/// A picture file whose bytes were read: what its header says, whether it is whole, and its pixels when asked.
/// </summary>
/// <remarks>
/// The bytes are borrowed and must stay unchanged while this object is used; it owns nothing and need not be disposed.
/// Opening neither decodes nor allocates by what the file announces. One thread at a time for one object; different objects are independent.
/// </remarks>
public sealed class ImageFile
{
    /// <summary>Raised when equal bytes may give other pixels, headers or failures than before. Part of every fingerprint.</summary>
    public const int Revision = 4;

    private static readonly int[] s_full = [1];
    private static readonly int[] s_reductions = [1, 2, 4, 8];
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly Inspection _found;
    private readonly ImageLimits _limits;
    private readonly int _page;
    private readonly PageCache? _cache;

    private ImageFile(ReadOnlyMemory<byte> bytes, Inspection found, ImageHeader? header, ImageFailure? failure, ImageLimits limits, int page = 1, PageCache? cache = null)
    {
        (_bytes, _found, Header, Failure) = (bytes, found, header, failure);
        (_limits, _page, _cache) = (limits, page, cache);
        Damage = failure is null ? found.Damage : null;
    }

    /// <summary>What the header says; null when the file has none that can be read.</summary>
    public ImageHeader? Header { get; }

    /// <summary>Why no picture can be had; null when one can. Known after opening, before decoding.</summary>
    public ImageFailure? Failure { get; }

    /// <summary>
    /// What is wrong although a picture can be had; null when nothing is. Corrupt picture data are noticed only by
    /// decoding: look again after <see cref="Decode"/>.
    /// </summary>
    public ImageFailure? Damage { get; private set; }

    /// <summary>The reductions that <see cref="Decode"/> takes for this file, in ascending order: 1 alone, or 1, 2, 4 and 8 for a JPEG.</summary>
    public IReadOnlyList<int> Reductions => _found.Format == ImageFormat.Jpeg ? s_reductions : s_full;

    /// <summary>Whether some pixels may be transparent, so that a background makes a difference.</summary>
    public bool HasAlpha => _found.HasAlpha;

    /// <summary>Looks at a file's structure, for its picture or the first of several. Never throws for what the bytes hold.</summary>
    /// <param name="bytes">All bytes of the file; borrowed.</param>
    /// <param name="limits">How large a picture may be.</param>
    public static ImageFile Open(ReadOnlyMemory<byte> bytes, ImageLimits limits) => OpenPage(bytes, limits, 1);

    /// <summary>
    /// Looks at a file's structure for one of its pages or frames. The first is what <see cref="Open"/> gives, and stands for the file: what is
    /// wrong anywhere in the structure is its damage. Later ones answer for themselves. Never throws for what the bytes hold.
    /// </summary>
    /// <param name="bytes">All bytes of the file; borrowed.</param>
    /// <param name="limits">How large a picture may be.</param>
    /// <param name="page">
    /// The page, from 1, as <see cref="PageCounter"/> counts. A page that is not there is a failure of class <c>vanished</c>, and the first one
    /// behind those that are looked at is one of class <c>too-large</c>.
    /// </param>
    /// <param name="cache">Keeps what was drawn of an animation for its next page; borrowed, must live as long as this object is used. Null to begin anew each time.</param>
    public static ImageFile OpenPage(ReadOnlyMemory<byte> bytes, ImageLimits limits, int page, PageCache? cache = null)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        if (limits.CheckBytes(bytes.Length) is { } tooLong)
        {
            return new ImageFile(bytes, new Inspection(ImageFormat.Unknown), null, tooLong, limits);
        }

        Inspection found = page == 1 ? Inspector.Inspect(bytes.Span) : PageInspector.Inspect(bytes, page, cache);
        ImageHeader? header = found.HasSize ? ReadHeader(bytes, found) : null;
        ImageFailure? tooLarge = header is null ? null : limits.CheckPixels(found.WorkingSize.Width, found.WorkingSize.Height);
        return new ImageFile(bytes, found, header, tooLarge ?? found.Failure, limits, page, cache);
    }

    /// <summary>
    /// The largest reduction at which a picture still reaches a model's input, counted on the upright reduced size. It depends on
    /// nothing else, so that a row does not depend on which other steps a pipeline has.
    /// </summary>
    /// <param name="header">The picture's header.</param>
    /// <param name="input">The model's input; null when it needs the full picture.</param>
    /// <returns>1, 2, 4 or 8; 1 where the format decodes at full scale only.</returns>
    public static int ReductionFor(ImageHeader header, InputSize? input)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (input is null || header.Format != ImageFormat.Jpeg)
        {
            return 1;
        }

        for (int reduction = s_reductions[^1]; reduction > 1; reduction /= 2)
        {
            int width = (header.Width + reduction - 1) / reduction, height = (header.Height + reduction - 1) / reduction;
            bool reaches = input.LongSideOnly
                ? ReachesLongSide(header, input, width, height)
                : width >= input.Width && height >= input.Height;
            if (reaches)
            {
                return reduction;
            }
        }

        return 1;
    }

    /// <summary>Decodes the picture, upright.</summary>
    /// <param name="reduction">By what both sides are divided (rounded up): one of <see cref="Reductions"/>.</param>
    /// <param name="background">
    /// The colour on which transparent pixels are put, as far as they are; null to drop alpha, so that they show the colour that is stored there.
    /// </param>
    /// <returns>The picture; the caller disposes it.</returns>
    /// <exception cref="ImageDecodeException">There is no picture; carries class and message.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is none of <see cref="Reductions"/>.</exception>
    /// <exception cref="NativeLibraryException">The machine lacks a native library.</exception>
    public DecodedImage Decode(int reduction = 1, BackgroundColour? background = null)
    {
        if (!Reductions.Contains(reduction))
        {
            throw new ArgumentOutOfRangeException(
                nameof(reduction), reduction, $"The picture cannot be decoded at 1/{reduction}. Expected one of: {string.Join(", ", Reductions)}.");
        }

        if (Failure is not null)
        {
            throw new ImageDecodeException(Failure);
        }

        NativeSettings.Check();
        try
        {
            return new DecodedImage(Turning.Upright(DecodeStored(reduction, background), Header!.Orientation), reduction);
        }
        catch (Exception e) when (e is OpenCVException or OpenCvSharpException or IOException)
        {
            throw new ImageDecodeException(DecoderFaults.Explain(e, _found), e);
        }
    }

    private static ImageHeader ReadHeader(ReadOnlyMemory<byte> bytes, Inspection found)
    {
        ExifFacts facts = found.Exif.Equals(default) ? ExifFacts.None : ExifReader.Read(bytes[found.Exif]);
        int orientation = found.Format != ImageFormat.Tiff && facts.Orientation > 0 ? facts.Orientation : found.Orientation;
        return new ImageHeader(found.Format, found.Width, found.Height, orientation)
        {
            TakenAt = facts.TakenAt,
            Camera = facts.Camera,
            Pages = found.Pages,
        };
    }

    /// <summary>In a letterbox the side that fills the input decides; it is the picture's long side in a square input.</summary>
    private static bool ReachesLongSide(ImageHeader header, InputSize input, int width, int height)
        => (long)header.Width * input.Height >= (long)header.Height * input.Width ? width >= input.Width : height >= input.Height;

    private Mat DecodeStored(int reduction, BackgroundColour? background)
    {
        ImageFailure? damage;
        Mat stored = _found.Format switch
        {
            ImageFormat.Jpeg => JpegDecoder.Decode(_bytes.Span, _found, reduction, out damage),
            _ when IsDrawn(background) => DecodeFrame(background, out damage),
            _ => GeneralDecoder.Decode(_bytes, _found, background, out damage),
        };
        Damage ??= damage;
        return stored;
    }

    /// <summary>
    /// Whether the picture is drawn frame on frame. The first one is, too, where it is put on a background: what of its canvas no frame covers
    /// is transparent, which a decoder for pictures does not say.
    /// </summary>
    private bool IsDrawn(BackgroundColour? background)
        => _page > 1
            ? _found.Format is ImageFormat.Gif or ImageFormat.WebP or ImageFormat.Png
            : background is not null && HasAlpha && (_found.Format == ImageFormat.Gif || (_found.Format == ImageFormat.WebP && _found.Pages > 1));

    private Mat DecodeFrame(BackgroundColour? background, out ImageFailure? damage)
    {
        using PageCache own = new();
        AnimationPlayer player = (_cache ?? own).Player(_bytes, _found.Format)!;
        Mat canvas = player.Show(_bytes.Span, player.Animation.FrameOf(_page), _limits);
        Mat flat = AlphaPixels.Flatten(canvas, background);
        damage = background is null ? TransparencyCheck.Damage(canvas, _found.Format, flat) : null;
        return flat;
    }
}
