namespace ImageAnalytics.Results.Evaluation;

/// <summary>Sizes of objects that count; both ends belong to it, so an object of exactly 32² pixels is small and medium.</summary>
internal readonly record struct AreaRange(double Least, double Most)
{
    private const double SmallSide = 32, MediumSide = 96;

    public static AreaRange All { get; } = new(0, double.PositiveInfinity);

    public static AreaRange Small { get; } = new(0, SmallSide * SmallSide);

    public static AreaRange Medium { get; } = new(SmallSide * SmallSide, MediumSide * MediumSide);

    public static AreaRange Large { get; } = new(MediumSide * MediumSide, double.PositiveInfinity);

    public bool Contains(double area) => area >= Least && area <= Most;
}
