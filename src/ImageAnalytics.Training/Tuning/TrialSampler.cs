using System.Globalization;
using ImageAnalytics.Training.Augmentation;

namespace ImageAnalytics.Training.Tuning;

/// <summary>Draws the values of trials by chance. Each trial follows from the seed and those before it, so more trials never change the first ones.</summary>
/// <remarks>Source of the method: Bergstra and Bengio, Random Search for Hyper-Parameter Optimization, 2012.</remarks>
internal static class TrialSampler
{
    private const int Attempts = 64, Digits = 4;
    private const long MostListed = 1_000_000;

    /// <summary>The trials, number 0 first; fewer than wanted where the values have no more combinations.</summary>
    public static IReadOnlyList<Trial> Sample(IReadOnlyList<TuneParameter> parameters, int trials, int seed)
    {
        List<Trial> sampled = [new Trial(Trial.Unchanged, new Dictionary<string, string>())];
        HashSet<string> seen = new(StringComparer.Ordinal);
        long all = CombinationsOf(parameters);
        for (int number = 1; number <= trials && seen.Count < all; number++)
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

        return Next(parameters, seed, number, seen);
    }

    // By chance the last of few combinations are hardly met: the next one that is left, beginning somewhere.
    private static Dictionary<string, string>? Next(IReadOnlyList<TuneParameter> parameters, int seed, int number, HashSet<string> seen)
    {
        long all = CombinationsOf(parameters);
        if (all > MostListed)
        {
            return null;
        }

        long first = (long)(new AugmentationRandom((ulong)seed, number, Attempts).Unit() * all);
        for (long i = 0; i < all; i++)
        {
            long place = (first + i) % all;
            Dictionary<string, string> values = new(StringComparer.Ordinal);
            foreach (TuneParameter parameter in parameters)
            {
                long count = CountOf(parameter);
                values[parameter.Name] = parameter.Choices.Count > 0 ? parameter.Choices[(int)(place % count)] : TuneValue.Of(parameter.From + (place % count));
                place /= count;
            }

            if (seen.Add(string.Join('\n', values.Values)))
            {
                return values;
            }
        }

        return null;
    }

    // Those beyond what is listed are not counted.
    private static long CombinationsOf(IReadOnlyList<TuneParameter> parameters)
        => parameters.Aggregate(1L, (product, p) => Math.Min(MostListed + 1, product * Math.Min(MostListed + 1, CountOf(p))));

    private static long CountOf(TuneParameter parameter) => parameter.Choices.Count > 0 ? parameter.Choices.Count : parameter.Whole ? (long)(parameter.To - parameter.From) + 1 : long.MaxValue;

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
        // Not -0, which would be another text for 0.
        value = parameter.Whole ? Math.Round(value) + 0.0 : double.Parse(value.ToString($"G{Digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return TuneValue.Of(Math.Clamp(value, parameter.From, parameter.To));
    }
}
