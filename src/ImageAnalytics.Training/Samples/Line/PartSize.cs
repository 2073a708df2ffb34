using ImageAnalytics.Training.Samples.Parts;

namespace ImageAnalytics.Training.Samples.Line;

/// <summary>How large parts are.</summary>
internal static class PartSize
{
    /// <summary>Half the size of a part in pixels of a picture of 480 rows.</summary>
    public static float Half(PartKind kind, SampleRandom random) => kind switch
    {
        PartKind.Washer => random.Between(22, 50),
        PartKind.Nut => random.Between(24, 48),
        PartKind.Gear => random.Between(32, 70),
        PartKind.Bearing => random.Between(30, 66),
        _ => random.Between(42, 74),
    };
}
