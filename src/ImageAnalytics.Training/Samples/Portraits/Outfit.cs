namespace ImageAnalytics.Training.Samples.Portraits;

/// <summary>What somebody wears in one picture.</summary>
/// <param name="Cloth">Its colour.</param>
/// <param name="Inner">The colour under it.</param>
/// <param name="Collar">0 round neck, 1 shirt collar, 2 jacket over a shirt.</param>
internal readonly record struct Outfit(Tint Cloth, Tint Inner, int Collar)
{
    private static readonly Tint[] s_cloths =
    [
        Tint.Rgb(44, 62, 96), Tint.Rgb(92, 38, 46), Tint.Rgb(52, 92, 78), Tint.Rgb(208, 204, 196), Tint.Rgb(70, 72, 78),
        Tint.Rgb(198, 140, 58), Tint.Rgb(94, 126, 170), Tint.Rgb(128, 88, 132), Tint.Rgb(36, 38, 42), Tint.Rgb(226, 120, 92),
    ];

    /// <summary>Something from the wardrobe.</summary>
    public static Outfit Make(SampleRandom random)
        => new(random.Of(s_cloths) * random.Between(0.85, 1.1), random.Chance(0.7) ? Tint.Rgb(236, 238, 240) : random.Of(s_cloths), random.Whole(0, 2));
}
