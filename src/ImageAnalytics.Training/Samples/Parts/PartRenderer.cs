using System.Runtime.CompilerServices;

namespace ImageAnalytics.Training.Samples.Parts;

/// <summary>Turns a part into pixels: its height gives the slope, the slope gives light and reflection.</summary>
/// <remarks>Diffuse and specular light after Phong (1975); turned faces after the streak of Ward's anisotropic model (1992), much simplified.</remarks>
internal static class PartRenderer
{
    private const float Reach = 1.12f;

    /// <summary>Draws a part.</summary>
    /// <param name="piece">The part.</param>
    /// <param name="half">Half its size in pixels.</param>
    /// <param name="angle">Radians that it is turned by.</param>
    /// <param name="light">The lamp.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RenderedPart Render(PartPiece piece, float half, float angle, SceneLight light)
    {
        int radius = (int)MathF.Ceiling(half * Reach) + 2, side = (2 * radius) + 1;
        PartSurface[] surfaces = new PartSurface[side * side];
        (float sin, float cos) = MathF.SinCos(angle);
        float scale = 1 / half;
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                (float dx, float dy) = ((x - radius) * scale, (y - radius) * scale);
                surfaces[(y * side) + x] = (dx * dx) + (dy * dy) > Reach * Reach
                    ? new PartSurface(-1, 0, 1, 0)
                    : piece.At((dx * cos) + (dy * sin), (dy * cos) - (dx * sin));
            }
        }

        byte[] colours = new byte[side * side * 3], coverage = new byte[side * side];
        for (int y = 1; y < side - 1; y++)
        {
            for (int x = 1; x < side - 1; x++)
            {
                int at = (y * side) + x;
                float covered = Math.Clamp((surfaces[at].Inside * half) + 0.5f, 0, 1);
                if (covered > 0)
                {
                    coverage[at] = (byte)((covered * 255) + 0.5f);
                    (float dx, float dy) = ((x - radius) * scale, (y - radius) * scale);
                    (float slopeX, float slopeY) = (
                        (surfaces[at + 1].Height - surfaces[at - 1].Height) * half * 0.5f,
                        (surfaces[at + side].Height - surfaces[at - side].Height) * half * 0.5f);
                    Tint tint = Shade(piece, surfaces[at], slopeX, slopeY, dx, dy, light);
                    (float lx, float ly) = ((dx * cos) + (dy * sin), (dy * cos) - (dx * sin));
                    tint = Rust(tint, piece, lx, ly, light);
                    colours[at * 3] = ToByte(tint.B);
                    colours[(at * 3) + 1] = ToByte(tint.G);
                    colours[(at * 3) + 2] = ToByte(tint.R);
                }
            }
        }

        return new RenderedPart(piece, side, half, colours, coverage);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte ToByte(float value) => (byte)float.ClampNative(value + 0.5f, 0, 255);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Tint Shade(PartPiece piece, PartSurface surface, float slopeX, float slopeY, float x, float y, SceneLight light)
    {
        float length = 1 / MathF.Sqrt((slopeX * slopeX) + (slopeY * slopeY) + 1);
        (float nx, float ny, float nz) = (-slopeX * length, -slopeY * length, length);
        float facing = Math.Max(0, (nx * light.X) + (ny * light.Y) + (nz * light.Z));
        (float rx, float ry, float rz) = (2 * nz * nx, 2 * nz * ny, (2 * nz * nz) - 1);
        float mirrored = Math.Max(0, (rx * light.X) + (ry * light.Y) + (rz * light.Z));

        // What the metal mirrors: a bright ceiling above, a dark hall to the sides, and one long lamp.
        float hall = Noise.Step(-0.4f, 0.9f, rz) * 0.45f;
        float lamp = Noise.Step(0.80f, 0.97f, mirrored) * piece.Finish.Gloss;
        float streak = 0;
        if (surface.Turned > 0)
        {
            float square = (x * x) + (y * y) + 1e-6f;
            float along = ((x * light.X) + (y * light.Y)) / MathF.Sqrt(square * ((light.X * light.X) + (light.Y * light.Y)));
            float rings = Noise.CloudAt((MathF.Sqrt(square) * 5) + piece.Texture, piece.Texture) - 0.5f;
            streak = surface.Turned * piece.Finish.Gloss * ((0.34f * ((along * along * along * along) - 0.35f)) + (0.28f * rings));
        }

        float dirt = Noise.CloudAt((x * 0.9f) + piece.Texture, y * 0.9f) - 0.5f;
        float bright = ((0.12f + (0.55f * facing) + hall + streak) * surface.Albedo * light.Strength) - (0.16f * dirt);
        float shine = 190 * lamp * lamp * Math.Min(1, surface.Albedo) * light.Strength;
        Tint tint = piece.Finish.Base * Math.Max(0.03f, bright);
        return new Tint(tint.B + shine, tint.G + shine, tint.R + shine);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Tint Rust(Tint metal, PartPiece piece, float x, float y, SceneLight light)
    {
        float rust = piece.RustAt(x, y);
        if (rust <= 0)
        {
            return metal;
        }

        float grain = Noise.CloudAt((x * 5) + piece.Texture, y * 5);
        Tint brown = Tint.Rgb(104, 48, 20).Toward(Tint.Rgb(206, 112, 46), grain);
        float shade = (0.45f + (0.55f * Math.Clamp((metal.B + metal.G + metal.R) / 480, 0, 1))) * light.Strength;
        return metal.Toward(brown * shade, rust * 0.94f);
    }
}
