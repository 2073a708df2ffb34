using System.Runtime.CompilerServices;

namespace ImageAnalytics.Training.Samples.Parts;

/// <summary>One part: its form, its metal and its defect. Immutable.</summary>
internal sealed class PartPiece
{
    private readonly float _angleCos, _angleSin, _size, _offset;
    private readonly PartShape _shape;

    private PartPiece(PartKind kind, PartDefect defect, SampleRandom random)
    {
        (Kind, Defect) = (kind, defect);
        _shape = PartShape.Make(kind, defect == PartDefect.Form, random);
        Finish = PartFinish.Make(random);
        double angle = kind switch
        {
            PartKind.Nut when defect == PartDefect.Bite => (random.Whole(0, 5) * Math.PI / 3) + random.Between(-0.15, 0.15), // a corner
            PartKind.Bolt or PartKind.Spring => random.Chance(0.5) ? 0 : Math.PI,
            _ => random.Between(0, Math.Tau),
        };
        (double sin, double cos) = Math.SinCos(angle);
        (_angleCos, _angleSin) = ((float)cos, (float)sin);
        _size = defect switch
        {
            PartDefect.Bite => random.Between(0.4, 0.5),
            PartDefect.Crack => random.Between(0.045, 0.06),
            PartDefect.Rust => random.Between(0.62, 0.85),
            _ => 0,
        };
        _offset = random.Between(0, 8);
    }

    /// <summary>Its kind.</summary>
    public PartKind Kind { get; }

    /// <summary>What is wrong with it.</summary>
    public PartDefect Defect { get; }

    /// <summary>Its metal.</summary>
    public PartFinish Finish { get; }

    /// <summary>Its height, which its shadow follows.</summary>
    public float Thickness => _shape.Thickness;

    /// <summary>Where its random texture begins, so that no two parts look alike.</summary>
    public float Texture => _offset;

    /// <summary>Makes a part of a kind, good or with one of the defects that its kind has.</summary>
    public static PartPiece Make(PartKind kind, bool defective, SampleRandom random)
    {
        PartDefect[] defects = kind switch
        {
            PartKind.Washer => [PartDefect.Form, PartDefect.Bite, PartDefect.Rust],
            PartKind.Nut => [PartDefect.Bite, PartDefect.Crack, PartDefect.Rust],
            PartKind.Gear => [PartDefect.Form, PartDefect.Form, PartDefect.Rust],
            PartKind.Bearing => [PartDefect.Form, PartDefect.Bite, PartDefect.Rust],
            _ => [PartDefect.Form, PartDefect.Form, PartDefect.Rust],
        };
        PartDefect defect = random.Of(defects);
        return new PartPiece(kind, defective ? defect : PartDefect.None, random);
    }

    /// <summary>What is at a place, defect included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PartSurface At(float x, float y)
    {
        PartSurface surface = _shape.At(x, y);
        (float along, float across) = ((x * _angleCos) + (y * _angleSin), (y * _angleCos) - (x * _angleSin));
        if (Defect == PartDefect.Bite)
        {
            float dx = along - 0.92f;
            float gone = MathF.Sqrt((dx * dx) + (across * across)) - _size + (0.2f * (Noise.CloudAt((x * 1.6f) + _offset, y * 1.6f) - 0.5f));
            return surface with { Inside = Math.Min(surface.Inside, gone) };
        }

        if (Defect == PartDefect.Crack && along > 0)
        {
            float line = across + (0.3f * (Noise.CloudAt((along * 1.2f) + _offset, _offset) - 0.5f));
            float dark = 1 - Noise.Step(_size * 0.7f, _size * 1.5f, Math.Abs(line));
            return surface with { Albedo = surface.Albedo * (1 - (0.93f * dark)), Height = surface.Height - (0.08f * dark) };
        }

        return surface;
    }

    /// <summary>How much rust covers a place, 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float RustAt(float x, float y)
    {
        if (Defect != PartDefect.Rust)
        {
            return 0;
        }

        (float dx, float dy) = (x - (0.6f * _angleCos), y - (0.6f * _angleSin));
        float near = 1 - (MathF.Sqrt((dx * dx) + (dy * dy)) / _size);
        return Noise.Step(0.0f, 0.22f, near + (0.9f * (Noise.CloudAt((x * 1.5f) + _offset, y * 1.5f) - 0.42f)));
    }
}
