using System.Text.Json.Nodes;
using ImageAnalytics.Engine.Pipelines.Yaml;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Applies options from the command line, <c>--set STEP.OPTION=VALUE</c>, to a pipeline.</summary>
public static class PipelineOverrides
{
    /// <summary>Makes a pipeline with the options changed. A later override of the same option wins.</summary>
    /// <param name="pipeline">The pipeline; it is not changed.</param>
    /// <param name="overrides">Each <c>STEP.OPTION=VALUE</c>; the value is YAML, such as <c>0.5</c>, <c>true</c> or <c>[car, truck]</c>.</param>
    /// <returns>The pipeline, or every problem. Whether a plugin knows the option is for <see cref="PipelineValidator"/> to say.</returns>
    public static PipelineReading Apply(Pipeline pipeline, IEnumerable<string> overrides)
    {
        ProblemList problems = new();
        return new PipelineReading(Apply(pipeline, overrides, problems), problems);
    }

    internal static Pipeline Apply(Pipeline pipeline, IEnumerable<string> overrides, ProblemList problems)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(overrides);
        List<StepDefinition> steps = [.. pipeline.Steps];
        List<string> applied = [.. pipeline.Overrides];
        foreach (string text in overrides)
        {
            if (ApplyOne(steps, text, problems))
            {
                applied.Add(text);
            }
        }

        return pipeline.With(steps, applied);
    }

    private static bool ApplyOne(List<StepDefinition> steps, string text, ProblemList problems)
    {
        SourcePosition place = new("--set " + text, 0, 0);
        int equals = text.IndexOf('='), dot = text.IndexOf('.');
        if (equals < 0 || dot <= 0 || dot >= equals - 1)
        {
            problems.Add(place, "The override cannot be understood.", "STEP.OPTION=VALUE, such as objects.minConfidence=0.5");
            return false;
        }

        string id = text[..dot], option = text[(dot + 1)..equals];
        int index = steps.FindIndex(s => s.Id == id);
        if (index < 0)
        {
            problems.Add(
                place,
                $"The pipeline has no step '{ShownText.Of(id)}'.",
                "one of: " + string.Join(", ", steps.Select(s => ShownText.Of(s.Id))),
                NearestName.Of(id, steps.Select(s => s.Id)));
            return false;
        }

        ProblemList inValue = new();
        JsonNode? value = Value(text[(equals + 1)..], inValue);
        if (inValue.Count > 0)
        {
            problems.Add(place, "The value cannot be understood: " + inValue.ToSorted()[0].Message, "a YAML value, such as 0.5, true, 'text' or [car, truck]");
            return false;
        }

        steps[index] = WithOption(steps[index], option, value, place);
        return true;
    }

    private static JsonNode? Value(string text, ProblemList problems)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Add(new SourcePosition("value", 1, 1), "It is empty.");
            return null;
        }

        return YamlComposer.Compose(text, "value", problems) is { } value ? YamlJson.Of(value, problems) : null;
    }

    private static StepDefinition WithOption(StepDefinition step, string option, JsonNode? value, SourcePosition place)
    {
        JsonObject options = (JsonObject)step.Options.DeepClone();
        options[option] = value;
        Dictionary<string, SourcePosition> places = new(step.Positions)
        {
            [$"options/{option}"] = place,
            [$"options/{option}:key"] = place,
        };
        return step.With(options, places);
    }
}
