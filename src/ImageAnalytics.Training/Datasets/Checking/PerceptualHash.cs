using System.Numerics;
using OpenCvSharp;

namespace ImageAnalytics.Training.Datasets.Checking;

/// <summary>How a picture looks, in few bytes: which of 64 places are lighter than their neighbour, and a tiny grey copy.</summary>
/// <remarks>
/// Two pictures look alike when at most <see cref="MaxBits"/> of the 64 bits differ, and their tiny copies differ by at most
/// <see cref="MaxShades"/> shades in the mean. Source of the bits: the difference hash, N. Krawetz, 2013.
/// </remarks>
public readonly record struct PerceptualHash
{
    /// <summary>The largest number of differing bits of two pictures that look alike.</summary>
    public const int MaxBits = 3;

    /// <summary>The largest mean difference, in shades of 255, of two pictures that look alike.</summary>
    public const int MaxShades = 6;

    /// <summary>Pictures with a shorter side below this are not compared: digits and icons look alike without being the same.</summary>
    public const int MinSide = 64;

    private const int CopySide = 16;
    private readonly byte[] _copy;

    private PerceptualHash(ulong bits, byte[] copy) => (Bits, _copy) = (bits, copy);

    /// <summary>The bits: row by row, set where a place is lighter than the one to its left.</summary>
    public ulong Bits { get; }

    /// <summary>Looks at a picture.</summary>
    /// <param name="picture">CV_8UC3, not empty; borrowed.</param>
    public static unsafe PerceptualHash Of(Mat picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        using Mat small = new(), grey = new(), places = new();
        Cv2.Resize(picture, small, new Size(CopySide, CopySide), 0, 0, InterpolationFlags.Area);
        Cv2.CvtColor(small, grey, ColorConversionCodes.BGR2GRAY);
        Cv2.Resize(grey, places, new Size(9, 8), 0, 0, InterpolationFlags.Area);
        ulong bits = 0;
        for (int y = 0; y < 8; y++)
        {
            byte* row = (byte*)places.Ptr(y);
            for (int x = 0; x < 8; x++)
            {
                bits = (bits << 1) | (row[x + 1] > row[x] ? 1UL : 0);
            }
        }

        return new PerceptualHash(bits, new ReadOnlySpan<byte>((void*)grey.Data, CopySide * CopySide).ToArray());
    }

    /// <summary>Whether two pictures look alike.</summary>
    public bool LooksLike(PerceptualHash other)
    {
        if (BitOperations.PopCount(Bits ^ other.Bits) > MaxBits)
        {
            return false;
        }

        int difference = 0;
        for (int i = 0; i < _copy.Length; i++)
        {
            difference += Math.Abs(_copy[i] - other._copy[i]);
        }

        return difference <= MaxShades * _copy.Length;
    }
}
