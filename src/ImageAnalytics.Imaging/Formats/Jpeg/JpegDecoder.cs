using OpenCvSharp;

namespace ImageAnalytics.Imaging;

/// <summary>Decodes a JPEG as stored (not turned) and judges what the decoder complains about.</summary>
internal static class JpegDecoder
{
    /// <summary>Decodes at a reduced scale.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="found">What the walk found.</param>
    /// <param name="reduction">1, 2, 4 or 8.</param>
    /// <param name="damage">What the decoder noticed; null when nothing.</param>
    /// <returns>B, G, R pixels; the caller disposes them.</returns>
    /// <exception cref="ImageDecodeException">There is no picture.</exception>
    public static Mat Decode(ReadOnlySpan<byte> bytes, Inspection found, int reduction, out ImageFailure? damage)
    {
        int width = (found.Width + reduction - 1) / reduction, height = (found.Height + reduction - 1) / reduction;
        bool inks = found.Jpeg!.Components == 4;
        Mat stored = new(height, width, inks ? MatType.CV_8UC4 : MatType.CV_8UC3);
        try
        {
            int format = inks ? TurboJpeg.Cmyk : TurboJpeg.Bgr;
            if (!Decode(bytes, found.Jpeg, stored, format, out string message))
            {
                throw new ImageDecodeException(JpegMessages.Failure(message));
            }

            damage = Judge(bytes, found.Jpeg, stored, format, message);
            return inks ? CmykToBgr(stored, found.Jpeg.Adobe) : stored;
        }
        catch
        {
            stored.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The decoder tells only its first complaint. When that one is harmless, a copy without its cause is decoded again,
    /// so that it hides nothing worse; this is rare.
    /// </summary>
    private static ImageFailure? Judge(ReadOnlySpan<byte> bytes, JpegLayout layout, Mat stored, int format, string message)
    {
        if (!JpegMessages.IsHarmless(message, bytes, layout))
        {
            return JpegMessages.Damage(message);
        }

        if (message.Length > 0)
        {
            byte[] clean = JpegCleaner.WithoutHarmlessFaults(bytes, layout);
            using Mat scratch = new(stored.Rows, stored.Cols, stored.Type());
            if (!Decode(clean, layout, scratch, format, out string second) || !JpegMessages.IsHarmless(second, bytes, layout))
            {
                return JpegMessages.Damage(second);
            }
        }

        layout.HasBadCode ??= !JpegStrictCopy.IsPossible(layout) && JpegHuffmanCheck.HasBadCode(bytes, layout);
        return layout.HasBadCode.Value ? JpegMessages.Damage("bad Huffman code") : null;
    }

    private static bool Decode(ReadOnlySpan<byte> bytes, JpegLayout layout, Mat into, int format, out string message)
    {
        if (!JpegStrictCopy.IsPossible(layout))
        {
            return TurboJpeg.Decode(bytes, into.Data, into.Cols, (int)into.Step(), into.Rows, format, out message);
        }

        using JpegStrictCopy copy = new(bytes);
        return TurboJpeg.Decode(copy.Bytes, into.Data, into.Cols, (int)into.Step(), into.Rows, format, out message);
    }

    private static unsafe Mat CmykToBgr(Mat cmyk, bool inverted)
    {
        using (cmyk)
        {
            int rows = cmyk.Rows, columns = cmyk.Cols;
            Mat bgr = new(rows, columns, MatType.CV_8UC3);
            int flip = inverted ? 0 : 255;
            for (int y = 0; y < rows; y++)
            {
                byte* from = (byte*)cmyk.Ptr(y), to = (byte*)bgr.Ptr(y);
                for (int x = 0; x < columns; x++, from += 4, to += 3)
                {
                    int light = from[3] ^ flip;
                    to[0] = (byte)(((from[2] ^ flip) * light + 127) / 255);
                    to[1] = (byte)(((from[1] ^ flip) * light + 127) / 255);
                    to[2] = (byte)(((from[0] ^ flip) * light + 127) / 255);
                }
            }

            return bgr;
        }
    }
}
