using System.Runtime.CompilerServices;

namespace ImageAnalytics.Training.Samples.Parts;

/// <summary>A long part whose one end is bent away.</summary>
/// <param name="From">Where along the part the bend begins.</param>
/// <param name="Angle">Radians; 0 leaves the part straight.</param>
internal readonly record struct BentAxis(float From, float Angle)
{
    /// <summary>Where a place of the bent part lay before it was bent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (float X, float Y) Straighten(float x, float y)
    {
        if (Angle == 0)
        {
            return (x, y);
        }

        // The bend follows a circle, so that no corner shows.
        float sign = MathF.Sign(Angle), radius = 0.45f / Math.Abs(Angle), length = 0.45f;
        (float px, float py) = (x - From, (y * sign) - radius);
        float turned = MathF.Atan2(px, -py);
        if (px <= 0 || turned < 0)
        {
            return (x, y);
        }

        float end = Math.Abs(Angle);
        if (turned <= end)
        {
            return (From + (turned * radius), (radius - MathF.Sqrt((px * px) + (py * py))) * sign);
        }

        (float sin, float cos) = MathF.SinCos(end);
        (float bx, float by) = (px - (radius * sin), py + (radius * cos));
        return (From + length + (bx * cos) + (by * sin), ((by * cos) - (bx * sin)) * sign);
    }
}
