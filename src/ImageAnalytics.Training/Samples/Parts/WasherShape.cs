using System.Runtime.CompilerServices;

namespace ImageAnalytics.Training.Samples.Parts;

/// <summary>A flat ring; its own defect is a gap right through it.</summary>
internal sealed class WasherShape : PartShape
{
    private readonly float _hole, _gap, _gapAngle;

    public WasherShape(bool defect, SampleRandom random)
    {
        _hole = random.Between(0.42, 0.56);
        (_gap, _gapAngle) = (random.Between(0.11, 0.2), random.Between(0, Math.Tau));
        _gap = defect ? _gap : 0;
    }

    public override float Thickness => 0.12f;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override PartSurface At(float x, float y)
    {
        float r = MathF.Sqrt((x * x) + (y * y));
        float inside = Math.Min(1 - r, r - _hole);
        if (_gap > 0)
        {
            (float sin, float cos) = MathF.SinCos(_gapAngle);
            (float along, float across) = ((x * cos) + (y * sin), (y * cos) - (x * sin));
            float edge = _gap + (0.10f * (Noise.CloudAt(x, y) - 0.5f));
            inside = along > 0 ? Math.Min(inside, Math.Abs(across) - edge) : inside;
        }

        return new PartSurface(inside, Bevel(inside, 0.07f, 0.07f), 1, 1);
    }
}
