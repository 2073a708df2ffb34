using System.Globalization;
using System.Text.Json.Nodes;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Library;

namespace ImageAnalytics.Training.Tuning;

/// <summary>The options of a step that decide about what is kept of a model's answers.</summary>
/// <param name="MinConfidence">The least confidence.</param>
/// <param name="NmsThreshold">The largest overlap of two boxes of a class.</param>
/// <param name="MaxDetections">Most boxes of a picture.</param>
/// <param name="Labels">Labels that are kept; null for all.</param>
internal sealed record KeptOptions(double MinConfidence, double NmsThreshold, int MaxDetections, IReadOnlyList<string>? Labels)
{
    private const string Confidence = "minConfidence", Nms = "nmsThreshold", Most = "maxDetections";
    private const int LargestMost = 10_000;

    /// <summary>The options that a step has: its own over those of the model's card.</summary>
    public static KeptOptions Of(JsonObject options, InstalledModel model)
    {
        Thresholds card = model.Card.Output.Thresholds;
        string[] labels = [.. (options["labels"] as JsonArray ?? []).Select(l => l?.ToString() ?? "")];
        return new KeptOptions(Number(options[Confidence]) ?? card.MinConfidence, Number(options[Nms]) ?? card.NmsThreshold, (int)(Number(options[Most]) ?? card.MaxDetections), labels.Length > 0 ? labels : null);
    }

    /// <summary>These with a trial's in place of them.</summary>
    public KeptOptions With(IReadOnlyDictionary<string, string> options) => this with
    {
        MinConfidence = Number(options, Confidence) ?? MinConfidence,
        NmsThreshold = Number(options, Nms) ?? NmsThreshold,
        MaxDetections = (int)(Number(options, Most) ?? MaxDetections),
    };

    /// <summary>The least confidence that a trial may ask for.</summary>
    public double LeastConfidence(IEnumerable<TuneParameter> parameters)
        => parameters.Where(p => TunePlace.OptionOf(p.Name) == Confidence).SelectMany(p => p.Extremes).Select(e => TuneValue.Number(e)!.Value).Append(MinConfidence).Min();

    /// <summary>What is wrong with a parameter of a step.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="finds">Whether the step finds objects; else it classifies.</param>
    /// <param name="model">The step's model.</param>
    public static IEnumerable<string> ProblemsOf(TuneParameter parameter, bool finds, InstalledModel model)
    {
        string option = TunePlace.OptionOf(parameter.Name);
        string[] known = finds ? [Confidence, Nms, Most] : [Confidence];
        if (!known.Contains(option))
        {
            yield return $"The option '{option}' of the step '{TunePlace.StepOf(parameter.Name)}' cannot be tuned; expected one of: {string.Join(", ", known)}.";
            yield break;
        }

        if (option == Nms && DecoderCatalog.Make(model.Card.Output) is IDetectionDecoder { NeedsNms: false })
        {
            yield return $"'{parameter.Name}' decides nothing: the network of '{model.Name}' chooses among its boxes itself. Tune '{Confidence}', or train it with another '{Nms}'.";
        }

        (double least, double most) = option == Most ? (1, LargestMost) : (0.0, 1.0);
        foreach (string value in parameter.Extremes)
        {
            if (TuneValue.Number(value) is not { } number || number < least || number > most || (option == Most && !double.IsInteger(number)))
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"'{parameter.Name}' cannot be {value}: expected a {(option == Most ? "whole number" : "number")} from {least} to {most}.");
            }
        }

        if (option == Most && parameter is { Choices.Count: 0, Whole: false })
        {
            yield return $"'{parameter.Name}' is a number of objects; say 'whole: true'.";
        }
    }

    private static double? Number(JsonNode? node) => node is null ? null : TuneValue.Number(node.ToString());

    private static double? Number(IReadOnlyDictionary<string, string> options, string name) => options.TryGetValue(name, out string? value) ? TuneValue.Number(value) : null;
}
