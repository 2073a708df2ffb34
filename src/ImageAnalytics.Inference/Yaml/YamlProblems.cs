namespace ImageAnalytics.Inference.Yaml;

/// <summary>Collects what is wrong with one YAML file.</summary>
/// <param name="file">The file's name as messages show it.</param>
internal sealed class YamlProblems(string file)
{
    private readonly List<(long Line, long Column, string Text)> _problems = [];

    /// <summary>Each problem as <c>file:line:column: sentence</c>, in the file's order.</summary>
    public IReadOnlyList<string> Messages =>
        [.. _problems.OrderBy(p => p.Line).ThenBy(p => p.Column).Select(p => $"{file}:{p.Line}:{p.Column}: {p.Text}")];

    /// <summary>Whether there is none.</summary>
    public bool None => _problems.Count == 0;

    /// <summary>Adds a problem at a place.</summary>
    public void Add(long line, long column, string sentence) => _problems.Add((line, column, sentence));

    /// <summary>Adds a problem at a node.</summary>
    public void Add(YamlNode node, string sentence) => Add(node.Line, node.Column, sentence);
}
