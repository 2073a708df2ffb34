using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Imaging.Preparation;

/// <content>Three colour planes of floats: the hot path of most models.</content>
public sealed partial class PixelPacker
{
    private const int Step = 16;

    // Where the first, second and third byte of 16 pixels lie in each of three 16-byte loads; 0xFF gives zero.
    private static readonly Vector128<byte>[] s_shuffles = MakeShuffles();

    /// <summary>The plain version of <see cref="Pack(PixelView, Span{float})"/> for planes of colour: what that must equal bit by bit.</summary>
    /// <remarks>It is the oracle of the tests and the baseline of the benchmark.</remarks>
    public void PackPlain(PixelView pixels, Span<float> into)
    {
        CheckLength(pixels, into.Length);
        int plane = pixels.Width * pixels.Height;
        for (int y = 0; y < pixels.Height; y++)
        {
            ReadOnlySpan<byte> row = pixels.Row(y);
            for (int x = 0; x < pixels.Width; x++)
            {
                for (int c = 0; c < Channels; c++)
                {
                    byte value = _order switch
                    {
                        ChannelOrder.Grey => Luma(row[x * 3], row[(x * 3) + 1], row[(x * 3) + 2]),
                        ChannelOrder.Bgr => row[(x * 3) + c],
                        _ => row[(x * 3) + 2 - c],
                    };
                    int pixel = (y * pixels.Width) + x;
                    into[_layout == TensorLayout.Nchw ? (c * plane) + pixel : (pixel * Channels) + c] = (value * _factors[c]) + _offsets[c];
                }
            }
        }
    }

    private static Vector128<byte>[] MakeShuffles()
    {
        Vector128<byte>[] shuffles = new Vector128<byte>[9];
        byte[] indices = new byte[16];
        for (int channel = 0; channel < 3; channel++)
        {
            for (int load = 0; load < 3; load++)
            {
                for (int i = 0; i < 16; i++)
                {
                    int position = (i * 3) + channel - (load * 16);
                    indices[i] = position is >= 0 and < 16 ? (byte)position : (byte)0xFF;
                }

                shuffles[(channel * 3) + load] = Vector128.Create(indices);
            }
        }

        return shuffles;
    }

    private void PackPlanar(PixelView pixels, Span<float> into)
    {
        int plane = pixels.Width * pixels.Height;
        bool vectors = Avx2.IsSupported && pixels.Width >= Step;
        for (int y = 0; y < pixels.Height; y++)
        {
            ReadOnlySpan<byte> row = pixels.Row(y);
            int at = y * pixels.Width;
            int done = vectors ? PackRowVectors(row, into, plane, at) : 0;
            if (done < pixels.Width)
            {
                PackRowPlanar(row[(done * 3)..], into, plane, at + done, _floats);
            }
        }
    }

    // Compiled well from the start, for this processor: ahead of time its widest vectors are not known.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int PackRowVectors(ReadOnlySpan<byte> row, Span<float> into, int plane, int at)
    {
        int width = row.Length / 3, end = width - (width % Step);
        bool reversed = _order == ChannelOrder.Rgb;
        ref byte source = ref MemoryMarshal.GetReference(row);
        for (int channel = 0; channel < 3; channel++)
        {
            int from = reversed ? 2 - channel : channel;
            Vector128<byte> first = s_shuffles[from * 3], second = s_shuffles[(from * 3) + 1], third = s_shuffles[(from * 3) + 2];
            // Bounds are checked once here; the loop below stays inside both slices.
            ref float target = ref MemoryMarshal.GetReference(into.Slice((channel * plane) + at, width));
            float factor = _factors[channel], offset = _offsets[channel];
            for (int x = 0; x < end; x += Step)
            {
                nuint p = (nuint)(x * 3);
                Vector128<byte> values = Ssse3.Shuffle(Vector128.LoadUnsafe(ref source, p), first)
                    | Ssse3.Shuffle(Vector128.LoadUnsafe(ref source, p + 16), second)
                    | Ssse3.Shuffle(Vector128.LoadUnsafe(ref source, p + 32), third);
                Store(values, factor, offset, ref target, (nuint)x);
            }
        }

        return end;
    }

    // Multiply and add stay two operations: a fused one rounds once and would differ from the plain version.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<byte> values, float factor, float offset, ref float target, nuint x)
    {
        if (Avx512F.IsSupported)
        {
            Vector512<float> wide = Avx512F.ConvertToVector512Single(Avx512F.ConvertToVector512Int32(values));
            ((wide * factor) + Vector512.Create(offset)).StoreUnsafe(ref target, x);
            return;
        }

        Vector256<float> low = Avx.ConvertToVector256Single(Avx2.ConvertToVector256Int32(values));
        Vector256<float> high = Avx.ConvertToVector256Single(Avx2.ConvertToVector256Int32(Sse2.ShiftRightLogical128BitLane(values, 8)));
        ((low * factor) + Vector256.Create(offset)).StoreUnsafe(ref target, x);
        ((high * factor) + Vector256.Create(offset)).StoreUnsafe(ref target, x + 8);
    }
}
