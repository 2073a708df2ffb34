namespace ImageAnalytics.Training.Samples.Parts;

/// <summary>The form of one part: what is where, in half-sizes of the part around its middle.</summary>
/// <remarks>All of it lies in a circle of radius 1.1. Immutable once made, so safe on several threads at once.</remarks>
internal abstract class PartShape
{
    /// <summary>How much thicker than a flat ring the part is; its shadow grows with it.</summary>
    public abstract float Thickness { get; }

    /// <summary>What is at a place.</summary>
    public abstract PartSurface At(float x, float y);

    /// <summary>Makes one of a kind.</summary>
    /// <param name="kind">Which kind.</param>
    /// <param name="defect">The defect of its own that the kind shows; false leaves the form whole.</param>
    /// <param name="random">Where its measures come from.</param>
    public static PartShape Make(PartKind kind, bool defect, SampleRandom random) => kind switch
    {
        PartKind.Washer => new WasherShape(defect, random),
        PartKind.Nut => new NutShape(random),
        PartKind.Gear => new GearShape(defect, random),
        PartKind.Bolt => new BoltShape(defect, random),
        PartKind.Bearing => new BearingShape(defect, random),
        PartKind.Spring => new SpringShape(defect, random),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of part."),
    };

    /// <summary>Rises from 0 at an edge to <paramref name="height"/> at <paramref name="width"/> inside it, round like a worn edge.</summary>
    protected static float Bevel(float inside, float width, float height)
    {
        float t = Math.Clamp(inside / width, 0, 1);
        return height * MathF.Sqrt(t * (2 - t));
    }
}
