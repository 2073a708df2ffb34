using ImageAnalytics.Engine.Pipelines.Yaml;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Reads the key <c>where</c> of a map.</summary>
internal static class WhereReader
{
    /// <summary>The condition; null without one, or with one that cannot be understood.</summary>
    public static WhereExpression? Read(MapReader keys, ProblemList problems)
    {
        YamlScalar? text = keys.Text("where", "a condition such as \"label = 'car' and confidence > 0.6\"");
        if (text is null)
        {
            return null;
        }

        WhereReading reading = WhereExpression.Parse(text.Text);
        foreach (WhereProblem problem in reading.Problems)
        {
            SourcePosition place = text.Source.PositionOf(text.Text, problem.Column - 1, text.Position);
            problems.Add(place, "'where' cannot be understood: " + problem.Message, problem.Expected, problem.Nearest);
        }

        return reading.Expression;
    }
}
