namespace ImageAnalytics.Engine.Pipelines;

/// <summary>A place in a pipeline file, or an argument of the command line.</summary>
/// <param name="File">The file's name as the user gave it; for an argument, the argument as written.</param>
/// <param name="Line">Line from 1; 0 where there are no lines.</param>
/// <param name="Column">Column from 1, in UTF-16 units; 0 where there are no lines.</param>
public readonly record struct SourcePosition(string File, int Line, int Column)
{
    /// <summary>The place as compilers write it, such as <c>file.yaml:12:5</c>; the file alone without a line.</summary>
    public override string ToString()
        => Line > 0 ? FormattableString.Invariant($"{ShownText.Of(File)}:{Line}:{Column}") : ShownText.Of(File);
}
