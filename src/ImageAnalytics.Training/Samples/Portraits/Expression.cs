namespace ImageAnalytics.Training.Samples.Portraits;

/// <summary>What changes of a face from picture to picture.</summary>
/// <param name="Yaw">Radians that the head is turned by; positive to the right of the picture.</param>
/// <param name="Pitch">Radians that it nods by; positive down.</param>
/// <param name="Roll">Radians that it leans by; positive clockwise.</param>
/// <param name="Smile">-0.4 (stern) to 1 (broad).</param>
/// <param name="MouthOpen">0 to 1.</param>
/// <param name="EyesOpen">0.6 (narrowed) to 1.1 (wide).</param>
/// <param name="Brows">-1 (drawn down) to 1 (raised).</param>
/// <param name="LookX">Where the eyes look, -1 to 1.</param>
internal readonly record struct Expression(float Yaw, float Pitch, float Roll, float Smile, float MouthOpen, float EyesOpen, float Brows, float LookX)
{
    /// <summary>One of a person who looks into a camera.</summary>
    public static Expression Make(SampleRandom random) => new(
        random.Between(-0.34, 0.34), random.Between(-0.16, 0.16), random.Between(-0.13, 0.13), random.Between(-0.3, 1),
        random.Chance(0.3) ? random.Between(0.2, 0.9) : 0, random.Between(0.72, 1.08), random.Between(-0.7, 0.9), random.Between(-0.5, 0.5));
}
