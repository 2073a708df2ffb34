using ImageAnalytics.Sdk;

namespace ImageAnalytics.Imaging.Preparation;

/// <summary>Writes 8-bit interleaved BGR pixels into a network's input: channel order, layout, number type, mean, std and scale.</summary>
/// <remarks>Immutable. Allocates nothing after it is made. Safe on several threads at once for different buffers.</remarks>
public sealed partial class PixelPacker
{
    /// <summary>Changes whenever the same pixels would be packed to other numbers; part of fingerprints.</summary>
    public const int Revision = 1;

    private readonly ChannelOrder _order;
    private readonly TensorLayout _layout;
    private readonly float[] _factors;
    private readonly float[] _offsets;
    private readonly float[][] _floats;
    private readonly Half[][] _halves;

    /// <summary>Makes a packer.</summary>
    /// <param name="order">Which channels, in which order.</param>
    /// <param name="layout">The order of the tensor's dimensions.</param>
    /// <param name="scaling">Mean, std and scale.</param>
    /// <exception cref="ArgumentException">Mean or std has neither no number nor one for each channel, or std holds 0.</exception>
    public PixelPacker(ChannelOrder order, TensorLayout layout, PixelScaling scaling)
    {
        ArgumentNullException.ThrowIfNull(scaling);
        (_order, _layout) = (order, layout);
        Channels = order == ChannelOrder.Grey ? 1 : 3;
        if ((scaling.Mean.Count != 0 && scaling.Mean.Count != Channels) || (scaling.Std.Count != 0 && scaling.Std.Count != Channels))
        {
            throw new ArgumentException(
                $"Mean has {scaling.Mean.Count} and std {scaling.Std.Count} numbers; expected none or {Channels}, one for each channel.", nameof(scaling));
        }

        if (scaling.Std.Any(s => s == 0))
        {
            throw new ArgumentException("Std holds 0, and nothing can be divided by it.", nameof(scaling));
        }

        _factors = [.. Enumerable.Range(0, Channels).Select(scaling.Factor)];
        _offsets = [.. Enumerable.Range(0, Channels).Select(scaling.Offset)];
        _floats = [.. Enumerable.Range(0, Channels).Select(c => Enumerable.Range(0, 256).Select(p => (p * _factors[c]) + _offsets[c]).ToArray())];
        _halves = [.. _floats.Select(table => table.Select(v => (Half)v).ToArray())];
    }

    /// <summary>Channels that are written: 1 for grey, otherwise 3.</summary>
    public int Channels { get; }

    /// <summary>Packs 32-bit floats.</summary>
    /// <param name="pixels">The picture; borrowed.</param>
    /// <param name="into">Receives Channels × Height × Width numbers in the packer's layout. Every element is written.</param>
    /// <exception cref="ArgumentException">The length of <paramref name="into"/> is another.</exception>
    public void Pack(PixelView pixels, Span<float> into)
    {
        CheckLength(pixels, into.Length);
        if (_order == ChannelOrder.Grey || _layout == TensorLayout.Nhwc)
        {
            PackByTable(pixels, into, _floats);
            return;
        }

        PackPlanar(pixels, into);
    }

    /// <summary>Packs 16-bit floats.</summary>
    /// <inheritdoc cref="Pack(PixelView, Span{float})"/>
    public void Pack(PixelView pixels, Span<Half> into)
    {
        CheckLength(pixels, into.Length);
        PackByTable(pixels, into, _halves);
    }

    /// <summary>Packs the pixel values as they are; mean, std and scale are not applied.</summary>
    /// <inheritdoc cref="Pack(PixelView, Span{float})"/>
    public void Pack(PixelView pixels, Span<byte> into)
    {
        CheckLength(pixels, into.Length);
        PackByTable(pixels, into, s_bytes);
    }

    private static readonly byte[][] s_bytes = [Identity(), Identity(), Identity()];

    private static byte[] Identity() => [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

    // OpenCV's integer form of BT.601; the three weights add up to 2^15, so that grey pixels keep their value.
    private static byte Luma(byte blue, byte green, byte red) => (byte)(((blue * 3735) + (green * 19235) + (red * 9798) + (1 << 14)) >> 15);

    private void CheckLength(PixelView pixels, int length)
    {
        long expected = (long)pixels.Width * pixels.Height * Channels;
        if (length != expected)
        {
            throw new ArgumentException(
                $"A picture of {pixels.Width}x{pixels.Height} with {Channels} channels fills {expected} numbers, but there is room for {length}.", nameof(length));
        }
    }

    private void PackByTable<T>(PixelView pixels, Span<T> into, T[][] tables)
    {
        int plane = pixels.Width * pixels.Height, at = 0;
        for (int y = 0; y < pixels.Height; y++)
        {
            ReadOnlySpan<byte> row = pixels.Row(y);
            switch (_order, _layout)
            {
                case (ChannelOrder.Grey, _):
                    for (int x = 0; x + 2 < row.Length; x += 3)
                    {
                        into[at++] = tables[0][Luma(row[x], row[x + 1], row[x + 2])];
                    }

                    break;
                case (_, TensorLayout.Nchw):
                    PackRowPlanar(row, into, plane, at, tables);
                    at += pixels.Width;
                    break;
                default:
                    int first = _order == ChannelOrder.Bgr ? 0 : 2;
                    for (int x = 0; x + 2 < row.Length; x += 3)
                    {
                        into[at] = tables[0][row[x + first]];
                        into[at + 1] = tables[1][row[x + 1]];
                        into[at + 2] = tables[2][row[x + 2 - first]];
                        at += 3;
                    }

                    break;
            }
        }
    }

    private void PackRowPlanar<T>(ReadOnlySpan<byte> row, Span<T> into, int plane, int at, T[][] tables)
    {
        int width = row.Length / 3, first = _order == ChannelOrder.Bgr ? 0 : 2;
        Span<T> a = into.Slice(at, width), b = into.Slice(plane + at, width), c = into.Slice((2 * plane) + at, width);
        T[] tableA = tables[0], tableB = tables[1], tableC = tables[2];
        for (int x = 0, p = 0; x < width; x++, p += 3)
        {
            a[x] = tableA[row[p + first]];
            b[x] = tableB[row[p + 1]];
            c[x] = tableC[row[p + 2 - first]];
        }
    }
}
