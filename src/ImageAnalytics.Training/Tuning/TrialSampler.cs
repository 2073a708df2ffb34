using System.Globalization;
using ImageAnalytics.Training.Augmentation;

namespace ImageAnalytics.Training.Tuning;

/// <summary>Draws the values of trials by chance. Each trial follows from the seed and those before it, so more trials never change the first ones.</summary>
/// <remarks>Source of the method: Bergstra and Bengio, Random Search for Hyper-Parameter Optimization, 2012.</remarks>
internal static class TrialSampler
{
    private const int Attempts = 64, Digits = 4;

    /// <summary>The trials, number 0 first; fewer than wanted where the values have no more combinations.</summary>
    public static IReadOnlyList<Trial> Sample(IReadOnlyList<TuneParameter> parameters, int trials, int seed)
    {
        List<Trial> sampled = [new Trial(Trial.Unchanged, new Dictionary<string, string>())];
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int number = 1; number <= trials; number++)
        {
            if (Draw(parameters, seed, number, seen) is { } values)
            {
                sampled.Add(new Trial(number, values));
            }
        }

        return sampled;
    }

    private static Dictionary<string, string>? Draw(IReadOnlyList<TuneParameter> parameters, int seed, int number, HashSet<string> seen)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            AugmentationRandom random = new((ulong)seed, number, attempt);
            Dictionary<string, string> values = new(StringComparer.Ordinal);
            foreach (TuneParameter parameter in parameters)
            {
                values[parameter.Name] = ValueAt(parameter, random.Unit());
            }

            if (seen.Add(string.Join('\n', values.Values)))
            {
                return values;
            }
        }

        return null;
    }

    /// <summary>The value at a place from 0 (inclusive) to 1 (exclusive).</summary>
    internal static string ValueAt(TuneParameter parameter, double place)
    {
        if (parameter.Choices.Count > 0)
        {
            return parameter.Choices[(int)(place * parameter.Choices.Count)];
        }

        (double from, double to) = parameter.Whole ? (parameter.From - 0.5, parameter.To + 0.5) : (parameter.From, parameter.To);
        double value = parameter.Logarithmic
            ? Math.Exp(Math.Log(parameter.From) + (place * (Math.Log(parameter.To) - Math.Log(parameter.From))))
            : from + (place * (to - from));
        // A few digits are enough, and people can read them.
        value = parameter.Whole ? Math.Round(value) : double.Parse(value.ToString($"G{Digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return TuneValue.Of(Math.Clamp(value, parameter.From, parameter.To));
    }
}
