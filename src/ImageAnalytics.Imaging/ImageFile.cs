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
    public const int Revision = 1;

    private static readonly int[] s_full = [1];
    private static readonly int[] s_reductions = [1, 2, 4, 8];
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly Inspection _found;

    private ImageFile(ReadOnlyMemory<byte> bytes, Inspection found, ImageHeader? header, ImageFailure? failure)
    {
        (_bytes, _found, Header, Failure) = (bytes, found, header, failure);
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

    /// <summary>Looks at a file's structure. Never throws for what the bytes hold.</summary>
    /// <param name="bytes">All bytes of the file; borrowed.</param>
    /// <param name="limits">How large a picture may be.</param>
    public static ImageFile Open(ReadOnlyMemory<byte> bytes, ImageLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (limits.CheckBytes(bytes.Length) is { } tooLong)
        {
            return new ImageFile(bytes, new Inspection(ImageFormat.Unknown), null, tooLong);
        }

        Inspection found = Inspector.Inspect(bytes.Span);
        ImageHeader? header = found.HasSize ? ReadHeader(bytes, found) : null;
        ImageFailure? tooLarge = header is null ? null : limits.CheckPixels(found.WorkingSize.Width, found.WorkingSize.Height);
        return new ImageFile(bytes, found, header, tooLarge ?? found.Failure);
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
    /// <returns>The picture; the caller disposes it.</returns>
    /// <exception cref="ImageDecodeException">There is no picture; carries class and message.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is none of <see cref="Reductions"/>.</exception>
    /// <exception cref="NativeLibraryException">The machine lacks a native library.</exception>
    public DecodedImage Decode(int reduction = 1)
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
            return new DecodedImage(Turning.Upright(DecodeStored(reduction), Header!.Orientation), reduction);
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

    private Mat DecodeStored(int reduction)
    {
        ImageFailure? damage;
        Mat stored = _found.Format == ImageFormat.Jpeg
            ? JpegDecoder.Decode(_bytes.Span, _found, reduction, out damage)
            : GeneralDecoder.Decode(_bytes, _found, out damage);
        Damage ??= damage;
        return stored;
    }
}
