namespace ImageAnalytics.Training.Samples.Parts;

/// <summary>What a part is made of, as light sees it.</summary>
/// <param name="Base">Its colour under full light.</param>
/// <param name="Gloss">How sharp its highlights are, 0 to 1.</param>
internal readonly record struct PartFinish(Tint Base, float Gloss)
{
    private static readonly PartFinish[] s_finishes =
    [
        new(Tint.Rgb(205, 204, 200), 0.8f), // bright steel
        new(Tint.Rgb(172, 174, 176), 0.55f), // plain steel
        new(Tint.Rgb(186, 192, 204), 0.7f), // blue zinc
        new(Tint.Rgb(214, 188, 116), 0.7f), // brass
        new(Tint.Rgb(104, 105, 110), 0.5f), // black oxide
        new(Tint.Rgb(196, 186, 160), 0.6f), // yellow zinc
    ];

    /// <summary>One of those in use, slightly varied.</summary>
    public static PartFinish Make(SampleRandom random)
    {
        PartFinish finish = random.Of(s_finishes);
        return new PartFinish(finish.Base * random.Between(0.9, 1.1), finish.Gloss * random.Between(0.7, 1.2));
    }
}
