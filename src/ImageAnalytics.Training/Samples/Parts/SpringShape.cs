using System.Runtime.CompilerServices;

namespace ImageAnalytics.Training.Samples.Parts;

/// <summary>A tightly wound spring with hooks; its own defects are a bend, and windings that were pulled apart.</summary>
internal sealed class SpringShape : PartShape
{
    private readonly float _half, _radius, _pitch, _wire, _from, _to, _hook;
    private readonly BentAxis _bend;

    public SpringShape(bool defect, SampleRandom random)
    {
        (_half, _radius, _pitch) = (random.Between(0.54, 0.62), random.Between(0.24, 0.31), random.Between(0.1, 0.125));
        (_wire, _hook) = (0.065f, (1 - _half) / 2);
        bool pulled = random.Chance(0.5);
        float angle = random.Between(0.6, 0.95) * (random.Chance(0.5) ? 1 : -1), from = random.Between(-0.45, -0.1), length = random.Between(0.4, 0.5);
        _bend = new BentAxis(random.Between(-0.35, -0.1), defect && !pulled ? angle : 0);
        (_from, _to) = defect && pulled ? (from, from + length) : (2, 2);
    }

    public override float Thickness => 0.4f;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override PartSurface At(float x, float y)
    {
        (x, y) = _bend.Straighten(x, y);
        float body = Math.Min(_half - Math.Abs(x), _radius - Math.Abs(y));
        float centre = _half + _hook - 0.02f;
        float ring = _wire - Math.Abs(MathF.Sqrt(((Math.Abs(x) - centre) * (Math.Abs(x) - centre)) + (y * y)) - _hook + _wire);
        if (ring > body)
        {
            return new PartSurface(ring, MathF.Sqrt(Math.Max(0, ring * ((2 * _wire) - ring))), 1, 0);
        }

        bool open = x > _from && x < _to;
        float pitch = open ? _pitch * 2.2f : _pitch;
        float winding = ((x + (y * 0.16f)) / pitch) - MathF.Floor((x + (y * 0.16f)) / pitch) - 0.5f;
        float across = Math.Abs(winding) * pitch;
        float inside = open ? Math.Min(body, (_pitch * 0.5f) - across) : body;
        float round = MathF.Sqrt(Math.Max(0, 1 - (y * y / (_radius * _radius))));
        float bump = MathF.Sqrt(Math.Max(0, 1 - (across * across * 4 / (_pitch * _pitch))));
        return new PartSurface(inside, (0.22f * round) + (0.045f * bump), 0.42f + (0.58f * bump), 0);
    }
}
