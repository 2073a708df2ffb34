using System.Runtime.CompilerServices;

namespace ImageAnalytics.Training.Samples.Parts;

/// <summary>A toothed wheel from above; its own defect is teeth that broke off.</summary>
internal sealed class GearShape : PartShape
{
    private readonly int _teeth, _missing, _spokes;
    private readonly float _root, _hole, _hub, _window, _phase;

    public GearShape(bool defect, SampleRandom random)
    {
        (_teeth, _missing, _spokes) = (random.Whole(11, 17), random.Whole(3, 4), random.Chance(0.6) ? random.Whole(4, 6) : 0);
        (_root, _hole, _window, _phase) = (random.Between(0.74, 0.8), random.Between(0.17, 0.25), random.Between(0.1, 0.13), random.Between(0, 1));
        (_hub, _missing) = (_hole + 0.14f, defect ? _missing : 0);
    }

    public override float Thickness => 0.3f;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override PartSurface At(float x, float y)
    {
        float r = MathF.Sqrt((x * x) + (y * y));
        float turn = MathF.Atan2(y, x) / MathF.Tau;
        float inside = Math.Max(_root - r, Tooth(turn, r));
        inside = Math.Min(inside, r - _hole);
        inside = Math.Min(inside, Math.Max(Math.Abs(y) - 0.06f, Math.Abs(x - _hole) - 0.07f));
        if (_spokes > 0)
        {
            float spoke = (turn * _spokes) + _phase;
            float off = (spoke - MathF.Round(spoke)) / _spokes * MathF.Tau;
            (float sin, float cos) = MathF.SinCos(off);
            float middle = (_hub + _root) / 2;
            (float dx, float dy) = ((r * cos) - middle, r * sin);
            inside = Math.Min(inside, MathF.Sqrt((dx * dx) + (dy * dy)) - _window);
        }

        bool web = r > _hub && r < _root - 0.1f;
        float height = Bevel(inside, 0.05f, 0.16f);
        height -= Math.Min(Noise.Step(_hub, _hub + 0.05f, r), Noise.Step(_root - 0.08f, _root - 0.13f, r)) * 0.05f;
        return new PartSurface(inside, height, web ? 0.86f : 1, 0.8f);
    }

    private float Tooth(float turn, float r)
    {
        float place = turn * _teeth;
        float nearest = MathF.Round(place);
        int number = ((int)nearest % _teeth + _teeth) % _teeth;
        if (number < _missing)
        {
            return _root - 0.05f + (0.09f * (Noise.CloudAt(turn * 9, 0.3f) - 0.5f)) - r;
        }

        float pitch = MathF.Tau * 0.87f / _teeth;
        float half = pitch * (0.33f - (0.16f * Math.Clamp((r - _root) / (1 - _root), 0, 1)));
        float across = Math.Abs(place - nearest) / _teeth * MathF.Tau * r;
        return Math.Min(1 - r, half - across);
    }
}
