using System.Runtime.CompilerServices;

namespace ImageAnalytics.Training.Samples.Parts;

/// <summary>An open ball bearing from above; its own defect is balls that fell out.</summary>
internal sealed class BearingShape : PartShape
{
    private const float Outer = 0.76f, Inner = 0.5f, Track = 0.63f, Ball = 0.125f;
    private readonly int _balls, _missing;
    private readonly float _bore, _phase;

    public BearingShape(bool defect, SampleRandom random)
    {
        (_balls, _missing) = (random.Whole(9, 12), random.Whole(3, 5));
        (_bore, _phase) = (random.Between(0.27, 0.34), random.Between(0, 1));
        _missing = defect ? _missing : 0;
    }

    public override float Thickness => 0.4f;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override PartSurface At(float x, float y)
    {
        float r = MathF.Sqrt((x * x) + (y * y));
        float inside = Math.Min(1 - r, r - _bore);
        float outer = Math.Min(1 - r, r - Outer), inner = Math.Min(Inner - r, r - _bore);
        if (Math.Max(outer, inner) > 0)
        {
            return new PartSurface(inside, 0.1f + Bevel(Math.Max(outer, inner), 0.07f, 0.12f), 1, 1);
        }

        float place = (MathF.Atan2(y, x) / MathF.Tau * _balls) + _phase;
        float nearest = MathF.Round(place);
        int number = ((int)nearest % _balls + _balls) % _balls;
        (float sin, float cos) = MathF.SinCos((place - nearest) / _balls * MathF.Tau);
        (float dx, float dy) = ((r * cos) - Track, r * sin);
        float square = (Ball * Ball) - (dx * dx) - (dy * dy);
        return square > 0 && number >= _missing
            ? new PartSurface(inside, 0.02f + MathF.Sqrt(square), 1.1f, 0)
            : new PartSurface(inside, 0.02f, 0.16f, 0);
    }
}
