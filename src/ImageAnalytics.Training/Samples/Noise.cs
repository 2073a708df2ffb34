using System.Runtime.CompilerServices;

namespace ImageAnalytics.Training.Samples;

/// <summary>Random textures that repeat without a seam; made once, the same everywhere.</summary>
/// <remarks>
/// Here and wherever pixels are computed, methods are compiled well at their first call: a few hundred pictures are drawn before the
/// runtime, which waits for a quiet moment (see the program's project file), would compile them again.
/// </remarks>
internal static class Noise
{
    /// <summary>Columns and rows of every texture; a power of two.</summary>
    public const int Side = 512;

    private const int Wrap = Side - 1;

    /// <summary>Independent normal numbers in thousandths of a deviation, for the noise of a sensor.</summary>
    public static short[] Grain { get; } = MakeGrain();

    /// <summary>Clouds, 0 to 1: several octaves of smooth noise.</summary>
    public static float[] Clouds { get; } = MakeClouds();

    /// <summary>Clouds at a place, with 1 as the width of one cloud; any place is allowed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float CloudAt(float x, float y)
    {
        (float px, float py) = (x * 64, y * 64);
        (float fx, float fy) = (MathF.Floor(px), MathF.Floor(py));
        (int ix, int iy) = ((int)fx & Wrap, (int)fy & Wrap);
        (int jx, int jy) = ((ix + 1) & Wrap, (iy + 1) & Wrap);
        (float ax, float ay) = (px - fx, py - fy);
        float top = Clouds[(iy * Side) + ix] + ((Clouds[(iy * Side) + jx] - Clouds[(iy * Side) + ix]) * ax);
        float bottom = Clouds[(jy * Side) + ix] + ((Clouds[(jy * Side) + jx] - Clouds[(jy * Side) + ix]) * ax);
        return top + ((bottom - top) * ay);
    }

    /// <summary>From 0 to 1, smoothly, while a value goes from one bound to the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Step(float from, float to, float value)
    {
        float t = float.ClampNative((value - from) / (to - from), 0, 1);
        return t * t * (3 - (2 * t));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static short[] MakeGrain()
    {
        SampleRandom random = new(0, SampleStream.Texture, 1);
        short[] grain = new short[Side * Side];
        for (int i = 0; i < grain.Length; i++)
        {
            grain[i] = (short)(Math.Clamp(random.Normal(), -4, 4) * 1000);
        }

        return grain;
    }

    private static float[] MakeClouds()
    {
        SampleRandom random = new(0, SampleStream.Texture, 2);
        float[] clouds = new float[Side * Side];
        float weight = 0.5f;
        for (int cells = 8; cells <= 256; cells *= 2, weight /= 2)
        {
            AddOctave(clouds, cells, weight, random);
        }

        (float low, float high) = (clouds.Min(), clouds.Max());
        for (int i = 0; i < clouds.Length; i++)
        {
            clouds[i] = (clouds[i] - low) / (high - low);
        }

        return clouds;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddOctave(float[] clouds, int cells, float weight, SampleRandom random)
    {
        float[] corners = new float[cells * cells];
        for (int i = 0; i < corners.Length; i++)
        {
            corners[i] = (float)random.Next();
        }

        for (int y = 0; y < Side; y++)
        {
            int cy = y * cells / Side;
            float ay = Step(0, 1, ((float)y * cells / Side) - cy);
            int ny = (cy + 1) % cells;
            for (int x = 0; x < Side; x++)
            {
                int cx = x * cells / Side;
                float ax = Step(0, 1, ((float)x * cells / Side) - cx);
                int nx = (cx + 1) % cells;
                float top = corners[(cy * cells) + cx] + ((corners[(cy * cells) + nx] - corners[(cy * cells) + cx]) * ax);
                float bottom = corners[(ny * cells) + cx] + ((corners[(ny * cells) + nx] - corners[(ny * cells) + cx]) * ax);
                clouds[(y * Side) + x] += weight * (top + ((bottom - top) * ay));
            }
        }
    }
}
