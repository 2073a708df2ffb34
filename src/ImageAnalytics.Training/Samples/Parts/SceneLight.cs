namespace ImageAnalytics.Training.Samples.Parts;

/// <summary>The lamp over a scene.</summary>
/// <param name="X">Direction to the lamp, right.</param>
/// <param name="Y">Direction to the lamp, down.</param>
/// <param name="Z">Direction to the lamp, up; the three have length 1.</param>
/// <param name="Strength">Brightness, about 1.</param>
/// <param name="Shadow">How dark shadows are, 0 to 1.</param>
/// <param name="Softness">Width of a shadow's edge in half-sizes of a part.</param>
internal readonly record struct SceneLight(float X, float Y, float Z, float Strength, float Shadow, float Softness)
{
    /// <summary>A lamp somewhere above the belt.</summary>
    public static SceneLight Make(SampleRandom random)
    {
        (double sin, double cos) = Math.SinCos(random.Between(0, Math.Tau));
        double slope = random.Between(0.5, 0.95);
        return new SceneLight(
            (float)(cos * Math.Sin(slope)), (float)(sin * Math.Sin(slope)), (float)Math.Cos(slope),
            random.Between(0.85, 1.12), random.Between(0.35, 0.7), random.Between(0.05, 0.16));
    }
}
