using System.Runtime.CompilerServices;
using OpenCvSharp;

namespace ImageAnalytics.Training.Samples.Line;

/// <summary>A conveyor belt from above: its texture, and the zone on which parts lie.</summary>
internal sealed class Belt
{
    private const int Coarse = 4;
    private readonly float _cos, _sin, _zoom, _bright, _offsetX, _offsetY, _wear;
    private readonly int _kind;
    private readonly Tint _colour;

    public Belt(int width, int height, SampleRandom random)
    {
        _kind = random.Whole(0, 3);
        _colour = _kind switch
        {
            0 => Tint.Rgb(62, 64, 68), // rubber
            1 => Tint.Rgb(58, 112, 92), // green PVC
            2 => Tint.Rgb(66, 104, 156), // blue plastic links
            _ => Tint.Rgb(150, 148, 142), // pale fabric
        };
        float tilt = random.Between(-0.1, 0.1) + (random.Chance(0.25) ? MathF.PI / 2 : 0);
        (_sin, _cos) = MathF.SinCos(tilt);
        (_zoom, _bright, _wear) = (random.Between(0.85, 1.2) * 480 / Math.Min(width, height), random.Between(0.82, 1.15), random.Between(0.1, 0.3));
        (_offsetX, _offsetY) = (random.Between(0, 500), random.Between(0, 500));
        Middle = new Point2f(width / 2f, height / 2f);
        float reach = (Math.Abs(_cos) * height / 2) + (Math.Abs(_sin) * width / 2);
        HalfWidth = random.Chance(0.55) ? reach * random.Between(0.84, 0.93) : reach * 2;
    }

    /// <summary>Half of the belt's width in pixels; beyond it lies the frame.</summary>
    public float HalfWidth { get; }

    /// <summary>Unit vector along the belt.</summary>
    public (float X, float Y) Along => (_cos, _sin);

    /// <summary>A point on the belt's middle line.</summary>
    public Point2f Middle { get; }

    /// <summary>How far a place is from the middle line, in pixels; negative on one side.</summary>
    public float AcrossAt(float x, float y) => ((y - Middle.Y) * _cos) - ((x - Middle.X) * _sin);

    /// <summary>Paints the whole picture: belt, frame, and the shadow of the frame on the belt.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Paint(Mat picture)
    {
        byte* pixel = (byte*)picture.Data;
        (int columns, int rows) = (picture.Cols, picture.Rows);
        int cells = (columns / Coarse) + 2;
        (float[] above, float[] below) = (WearAt(0, cells), WearAt(0, cells));
        for (int y = 0; y < rows; y++)
        {
            if (y % Coarse == 0)
            {
                (above, below) = (below, WearAt(y + Coarse, cells));
            }

            float down = (float)(y % Coarse) / Coarse;
            for (int x = 0; x < columns; x++, pixel += 3)
            {
                int cell = x / Coarse;
                float right = (float)(x % Coarse) / Coarse;
                float top = above[cell] + ((above[cell + 1] - above[cell]) * right), bottom = below[cell] + ((below[cell + 1] - below[cell]) * right);
                float along = ((x - Middle.X) * _cos) + ((y - Middle.Y) * _sin), across = AcrossAt(x, y);
                float edge = (Math.Abs(across) - HalfWidth) * _zoom;
                float bright = Surface((along * _zoom) + _offsetX, (across * _zoom) + _offsetY, top + ((bottom - top) * down));
                Tint tint = _colour * bright;
                if (edge > -14)
                {
                    tint *= Noise.Step(2, -14, edge);
                    tint = edge > -1 ? tint.Toward(Frame(along, edge), Math.Clamp(edge + 0.5f, 0, 1)) : tint;
                }

                (pixel[0], pixel[1], pixel[2]) = (Clamp(tint.B), Clamp(tint.G), Clamp(tint.R));
            }
        }
    }

    // Stains and wear change slowly from place to place: they are computed for every fourth pixel and interpolated.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float[] WearAt(int y, int cells)
    {
        float[] wear = new float[cells];
        for (int i = 0; i < cells; i++)
        {
            int x = i * Coarse;
            float u = ((((x - Middle.X) * _cos) + ((y - Middle.Y) * _sin)) * _zoom) + _offsetX, v = (AcrossAt(x, y) * _zoom) + _offsetY;
            wear[i] = 1 + (0.28f * (Noise.CloudAt(u * 0.006f, v * 0.006f) - 0.5f)) + (_wear * (Noise.CloudAt(v * 0.02f, u * 0.0006f) - 0.5f));
        }

        return wear;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Clamp(float value) => (byte)float.ClampNative(value, 0, 255);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Surface(float u, float v, float wear)
    {
        int grain = Noise.Grain[(((int)(v + 4096) & 511) << 9) + ((int)(u + 4096) & 511)];
        float pattern = _kind switch
        {
            0 => 0.07f * Saw((u + (MathF.Abs(Saw(v / 120) - 0.5f) * 60)) / 46),
            1 => 0.13f * Math.Max(MathF.Abs(Saw((u + v) / 11) - 0.5f), MathF.Abs(Saw((u - v) / 11) - 0.5f)),
            2 => Links(u, v),
            _ => 0.16f * (MathF.Abs(Saw(u / 5) - 0.5f) + MathF.Abs(Saw(v / 5) - 0.5f)),
        };
        return _bright * (wear + pattern + (grain * 0.00004f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Saw(float value) => value - MathF.Floor(value);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Links(float u, float v)
    {
        float column = MathF.Floor(u / 38);
        float gap = Math.Min(MathF.Abs(Saw(u / 38) - 0.5f), MathF.Abs(Saw((v / 76) + (column * 0.5f)) - 0.5f) * 2);
        return (-0.45f * (1 - Noise.Step(0.02f, 0.07f, gap))) + (0.08f * Noise.Step(0.07f, 0.12f, gap) * Noise.Step(0.3f, 0.1f, gap));
    }

    private Tint Frame(float along, float edge)
    {
        float brushed = Noise.CloudAt((along * 0.002f) + 3, edge * 0.09f) - 0.5f;
        float rim = 0.4f + (0.85f * Noise.Step(2, 4, edge)) - (0.25f * Noise.Step(5, 8, edge));
        float groove = rim - (0.45f * Noise.Step(25, 26.5f, edge) * Noise.Step(29.5f, 28, edge));
        return Tint.Rgb(158, 161, 166) * (_bright * groove * (0.85f + (0.35f * brushed) + (0.1f * Noise.Step(0, 40, edge))));
    }
}
