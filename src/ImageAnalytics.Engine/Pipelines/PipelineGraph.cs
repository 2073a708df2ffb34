using System.Globalization;
using System.Text;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Draws a pipeline's steps and what they run on.</summary>
public static class PipelineGraph
{
    private const int MaxTextLength = 120;

    /// <summary>A tree for a terminal, one step a line; control characters are shown as escapes.</summary>
    public static string ToText(Pipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        StringBuilder text = new();
        text.Append("images").Append(SelectionText(pipeline.Images)).Append('\n');
        AppendChildren(text, pipeline, null, "");
        foreach (StepDefinition step in pipeline.Steps.Where(s => s.Combine is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Describe(step)}\n");
            AppendChildren(text, pipeline, step.Id, "");
        }

        return text.ToString();
    }

    /// <summary>A Mermaid flowchart, for Markdown pages. Texts are encoded: none can become markup.</summary>
    public static string ToMermaid(Pipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        StringBuilder text = new("flowchart TD\n    images([\"images\"])\n");
        Dictionary<string, string> nodes = new(StringComparer.Ordinal);
        foreach (StepDefinition step in pipeline.Steps)
        {
            string node = string.Create(CultureInfo.InvariantCulture, $"s{nodes.Count + 1}");
            nodes[step.Id] = node;
            string label = string.Join("<br/>", Facts(step).Prepend(step.Id).Select(Encode));
            text.Append(CultureInfo.InvariantCulture, $"    {node}[\"{label}\"]\n");
        }

        foreach (StepDefinition step in pipeline.Steps)
        {
            string edge = step.Where is null ? "-->" : $"-->|\"{Encode(step.Where.Canonical)}\"|";
            foreach (string? from in step.Combine is null ? [step.On] : step.Of.Cast<string?>())
            {
                text.Append(CultureInfo.InvariantCulture, $"    {(from is null ? "images" : nodes[from])} {edge} {nodes[step.Id]}\n");
            }
        }

        return text.ToString();
    }

    private static void AppendChildren(StringBuilder text, Pipeline pipeline, string? parent, string indent)
    {
        StepDefinition[] children = [.. pipeline.Steps.Where(s => s.Combine is null && s.On == parent)];
        for (int i = 0; i < children.Length; i++)
        {
            bool last = i == children.Length - 1;
            text.Append(CultureInfo.InvariantCulture, $"{indent}{(last ? "└─ " : "├─ ")}{Describe(children[i])}\n");
            AppendChildren(text, pipeline, children[i].Id, indent + (last ? "   " : "│  "));
        }
    }

    private static string Describe(StepDefinition step)
    {
        string facts = string.Join(" · ", Facts(step).Select(f => ShownText.Of(f, MaxTextLength)));
        string where = step.Where is null ? "" : " · where " + ShownText.Of(step.Where.Canonical, MaxTextLength);
        return $"{ShownText.Of(step.Id)}: {facts}{where}";
    }

    private static IEnumerable<string> Facts(StepDefinition step)
    {
        string models = string.Join(", ", step.Models.Select(m => m.Key == Sdk.AnalyzerContext.DefaultRole ? m.Value : $"{m.Key} {m.Value}"));
        string options = string.Join(", ", step.Options.Select(o => $"{o.Key} {CanonicalJson.Of(o.Value)}"));
        string what = step.Combine is null ? step.Plugin : $"{step.Combine} of {string.Join(", ", step.Of)}";
        return new[] { what, models, options }.Where(f => f.Length > 0);
    }

    private static string SelectionText(ImageSelection images)
    {
        string include = images.Include.Count == 0 ? "" : ": " + string.Join(", ", images.Include);
        string exclude = images.Exclude.Count == 0 ? "" : " without " + string.Join(", ", images.Exclude);
        return ShownText.Of(include + exclude, MaxTextLength);
    }

    // Mermaid reads #NUMBER; as the character of that number inside quotes.
    private static string Encode(string text)
    {
        StringBuilder encoded = new();
        foreach (Rune rune in ShownText.Of(text, MaxTextLength).EnumerateRunes())
        {
            bool plain = Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '-' or '_' or '.' or ',' or ':' or '(' or ')' or '\'' or '/' or '+' or '*' or '=' or '·' or '…';
            encoded.Append(plain ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $"#{rune.Value};"));
        }

        return encoded.ToString();
    }
}
