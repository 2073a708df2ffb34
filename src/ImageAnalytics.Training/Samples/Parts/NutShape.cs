using System.Runtime.CompilerServices;

namespace ImageAnalytics.Training.Samples.Parts;

/// <summary>A hexagon nut from above, with a turned chamfer and a threaded hole.</summary>
internal sealed class NutShape : PartShape
{
    private const float Across = 0.87f, Thread = 0.09f, HalfRoot3 = 0.8660254f;
    private readonly float _hole, _chamfer;

    public NutShape(SampleRandom random) => (_hole, _chamfer) = (random.Between(0.42, 0.52), random.Between(0.84, 0.9));

    public override float Thickness => 0.45f;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override PartSurface At(float x, float y)
    {
        float r = MathF.Sqrt((x * x) + (y * y));
        float hexagon = Across - Math.Max(Math.Abs(y), Math.Max(Math.Abs((x * HalfRoot3) + (y * 0.5f)), Math.Abs((x * HalfRoot3) - (y * 0.5f))));
        float inside = Math.Min(hexagon, r - _hole);
        float top = 0.3f - (Math.Max(0, r - _chamfer + 0.02f) * 1.1f);
        float height = Math.Min(top, Bevel(hexagon, 0.06f, 0.3f));
        float depth = r - _hole;
        if (depth < Thread)
        {
            float ring = 0.5f + (0.5f * MathF.Cos(depth / Thread * 2 * MathF.Tau));
            return new PartSurface(inside, height * 0.6f, 0.3f + (0.25f * ring), 0.2f);
        }

        return new PartSurface(inside, height - Bevel(Thread + 0.05f - depth, 0.05f, 0.04f), 1, r > _chamfer ? 0.3f : 0.9f);
    }
}
