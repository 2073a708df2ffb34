using System.Runtime.CompilerServices;
using OpenCvSharp;

namespace ImageAnalytics.Training.Samples.Line;

/// <summary>What a camera does to a scene: fall of light, blur, noise, JPEG.</summary>
internal sealed class Camera
{
    private readonly float _gradientX, _gradientY, _corner, _warm, _noise;
    private readonly double _blur;
    private readonly int _grainX, _grainY, _motion;

    /// <summary>A camera in some state of care.</summary>
    /// <param name="random">Where its state comes from.</param>
    /// <param name="noise">The strongest noise, as a deviation in grey levels.</param>
    public Camera(SampleRandom random, float noise)
    {
        (double sin, double cos) = Math.SinCos(random.Between(0, Math.Tau));
        float gradient = random.Between(0, 0.22);
        (_gradientX, _gradientY) = ((float)cos * gradient, (float)sin * gradient);
        (_corner, _warm, _noise) = (random.Between(0, 0.25), random.Between(-0.06, 0.06), random.Between(0.8, noise));
        (_blur, _motion) = (random.Between(0, 0.95), random.Chance(0.12) ? random.Whole(1, 2) : 0);
        (_grainX, _grainY) = (random.Whole(0, Noise.Side - 1), random.Whole(0, Noise.Side - 1));
        Quality = random.Whole(62, 96);
    }

    /// <summary>JPEG quality, 1 to 100.</summary>
    public int Quality { get; }

    /// <summary>Takes the picture: changes its pixels in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Take(Mat picture)
    {
        if (_motion > 0)
        {
            Cv2.Blur(picture, picture, new Size((2 * _motion) + 1, 1));
        }

        if (_blur > 0.3)
        {
            Cv2.GaussianBlur(picture, picture, default, _blur);
        }

        byte* pixel = (byte*)picture.Data;
        (int columns, int rows) = (picture.Cols, picture.Rows);
        (float toX, float toY) = (2f / columns, 2f / rows);
        (float blue, float red) = (1 - _warm, 1 + _warm);
        float level = _noise / 1000;
        fixed (short* grains = Noise.Grain)
        {
            for (int y = 0; y < rows; y++)
            {
                float v = (y * toY) - 1, rowLight = 1 + (_gradientY * v) - (_corner * v * v * 0.5f);
                short* row = grains + (((y + _grainY) & 511) << 9);
                int shift = _grainX + (y * 37 % 509);
                for (int x = 0; x < columns; x++, pixel += 3)
                {
                    float u = (x * toX) - 1;
                    float light = rowLight + (_gradientX * u) - (_corner * u * u * 0.5f);
                    pixel[0] = Clamp((pixel[0] * light * blue) + (row[((x * 3) + shift) & 511] * level));
                    pixel[1] = Clamp((pixel[1] * light) + (row[((x * 3) + shift + 1) & 511] * level));
                    pixel[2] = Clamp((pixel[2] * light * red) + (row[((x * 3) + shift + 2) & 511] * level));
                }
            }
        }
    }

    /// <summary>Encodes a picture as JPEG.</summary>
    public static byte[] EncodeJpeg(Mat picture, int quality)
    {
        Cv2.ImEncode(".jpg", picture, out byte[] bytes, new ImageEncodingParam(ImwriteFlags.JpegQuality, quality));
        return bytes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Clamp(float value) => (byte)float.ClampNative(value + 0.5f, 0, 255);
}
