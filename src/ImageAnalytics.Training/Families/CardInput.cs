using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;

namespace ImageAnalytics.Training.Families;

/// <summary>A card's <c>input</c>, written as it was read.</summary>
internal static class CardInput
{
    /// <summary>The keys and values of YAML.</summary>
    /// <param name="input">What the network wants to see.</param>
    /// <param name="name">The input's name in the network.</param>
    /// <param name="dynamicBatch">Whether several regions may share a run.</param>
    public static IReadOnlyDictionary<string, object> Of(InputSpec input, string name, bool dynamicBatch)
    {
        PreparationSpec size = input.Preparation;
        Dictionary<string, object> card = new() { ["name"] = name };
        if (size.Mode != ResizeMode.ShorterSide)
        {
            (card["width"], card["height"]) = (size.Width, size.Height);
        }

        card["resize"] = WordOf(CardWords.Resizes, size.Mode);
        if (size.ShorterSide > 0)
        {
            card["shorterSide"] = size.ShorterSide;
        }

        if (size.Mode == ResizeMode.ShorterSide)
        {
            (card["longerSideMax"], card["multipleOf"]) = (size.LongerSideMax, size.MultipleOf);
        }

        if (size.Mode is ResizeMode.Letterbox or ResizeMode.ShorterSide)
        {
            card["fill"] = (int)size.Fill;
        }

        if (size.Mode == ResizeMode.Letterbox)
        {
            card["centred"] = size.Centred;
        }

        if (size.Percentiles is { } percentiles)
        {
            card["percentiles"] = (double[])[percentiles.Low, percentiles.High];
        }

        card["interpolation"] = WordOf(CardWords.Interpolations, size.Interpolation);
        card["channels"] = WordOf(CardWords.Channels, input.Channels);
        card["layout"] = "nchw";
        card["number"] = "fp32";
        card["batch"] = dynamicBatch ? "dynamic" : "single";
        if (input.Background is { } background)
        {
            card["alpha"] = FormattableString.Invariant($"#{background.Red:x2}{background.Green:x2}{background.Blue:x2}");
        }

        card["scale"] = input.Scaling.Scale;
        if (input.Scaling.Mean.Count > 0)
        {
            card["mean"] = input.Scaling.Mean;
        }

        if (input.Scaling.Std.Count > 0)
        {
            card["std"] = input.Scaling.Std;
        }

        return card;
    }

    /// <summary>The channels that the network sees, as a number.</summary>
    public static int ChannelCount(this InputSpec input) => input.Channels == ChannelOrder.Grey ? 1 : 3;

    private static string WordOf<T>(IReadOnlyDictionary<string, T> words, T value) => words.First(w => EqualityComparer<T>.Default.Equals(w.Value, value)).Key;
}
