using System.Runtime.CompilerServices;

namespace ImageAnalytics.Training.Samples.Parts;

/// <summary>A hexagon bolt on its side; its own defect is a bent shank.</summary>
internal sealed class BoltShape : PartShape
{
    private readonly float _head, _headHalf, _shank, _thread, _pitch;
    private readonly BentAxis _bend;

    public BoltShape(bool defect, SampleRandom random)
    {
        (_head, _headHalf, _shank) = (random.Between(0.28, 0.38) - 1, random.Between(0.38, 0.46), random.Between(0.18, 0.23));
        (_thread, _pitch) = (random.Between(-0.5, 0.05), random.Between(0.085, 0.11));
        float angle = random.Between(0.5, 0.85) * (random.Chance(0.5) ? 1 : -1);
        _bend = new BentAxis(random.Between(-0.25, 0.05), defect ? angle : 0);
    }

    public override float Thickness => 0.5f;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override PartSurface At(float x, float y)
    {
        (x, y) = _bend.Straighten(x, y);
        float head = Math.Min(Math.Min(_head - x, x + 1), _headHalf - Math.Abs(y));
        head = Math.Min(head, (x + 1.16f + _headHalf - Math.Abs(y) - 0.12f) * 0.7f);
        float groove = x > _thread ? 0.5f + (0.5f * MathF.Cos(((x / _pitch) + (y * 0.9f)) * MathF.Tau)) : 0;
        float radius = _shank - (groove * 0.03f) - (Math.Max(0, x - 0.9f) * 0.8f);
        float shank = Math.Min(Math.Min(1 - x, x - _head + 0.1f), radius - Math.Abs(y));
        if (head > 0 || head > shank)
        {
            // A corner of the hexagon faces up, two facets slope away; the edge between them catches the light.
            float facet = Math.Abs(y) < _headHalf * 0.5f ? 0.45f : 0.45f - ((Math.Abs(y) - (_headHalf * 0.5f)) * 1.2f);
            return new PartSurface(Math.Max(head, shank), Math.Min(facet, 0.1f + Bevel(head, 0.07f, 0.4f)), 1, 0);
        }

        float height = MathF.Sqrt(Math.Max(0, (radius * radius) - (y * y))) * 0.9f;
        return new PartSurface(shank, height, 1 - (0.45f * groove), 0);
    }
}
