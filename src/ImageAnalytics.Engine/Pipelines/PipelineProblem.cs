using System.Text;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>One thing that is wrong with a pipeline, and where.</summary>
/// <param name="File">The file's name as the user gave it; an argument such as <c>--set objects.top=3</c> for an override.</param>
/// <param name="Line">Line from 1; 0 for a problem of the whole file or of an argument.</param>
/// <param name="Column">Column from 1; 0 for a problem of the whole file or of an argument.</param>
/// <param name="Message">Whole sentences: what cannot be done, what was found, the next step.</param>
/// <param name="Expected">What would be right, without the word "expected"; null when the message says it.</param>
/// <param name="Nearest">The nearest right name; null when none is near.</param>
public sealed record PipelineProblem(string File, int Line, int Column, string Message, string? Expected = null, string? Nearest = null)
{
    /// <summary>One line, as compilers write it: <c>file.yaml:12:5: message</c>. Control characters are shown as escapes.</summary>
    public override string ToString()
    {
        StringBuilder line = new();
        line.Append(new SourcePosition(File, Line, Column)).Append(": ").Append(ShownText.Of(Message, int.MaxValue));
        if (Expected is not null)
        {
            line.Append(" Expected ").Append(ShownText.Of(Expected, int.MaxValue)).Append('.');
        }

        if (Nearest is not null)
        {
            line.Append(" Did you mean '").Append(ShownText.Of(Nearest)).Append("'?");
        }

        return line.ToString();
    }

    internal static PipelineProblem At(SourcePosition place, string message, string? expected = null, string? nearest = null)
        => new(place.File, place.Line, place.Column, message, expected, nearest);
}
