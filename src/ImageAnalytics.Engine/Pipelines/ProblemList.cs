namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Gathers problems, in the order found, up to a number that a person would read.</summary>
internal sealed class ProblemList
{
    /// <summary>Problems kept; more are only counted.</summary>
    public const int Max = 100;

    private readonly List<PipelineProblem> _problems = [];
    private PipelineProblem? _lastDropped;
    private int _dropped;

    /// <summary>How many were added, those not kept included.</summary>
    public int Count => _problems.Count + _dropped;

    public void Add(SourcePosition place, string message, string? expected = null, string? nearest = null)
        => Add(PipelineProblem.At(place, message, expected, nearest));

    public void Add(PipelineProblem problem)
    {
        if (_problems.Count < Max)
        {
            _problems.Add(problem);
        }
        else
        {
            _dropped++;
            _lastDropped = problem;
        }
    }

    public void AddRange(IEnumerable<PipelineProblem> problems)
    {
        foreach (PipelineProblem problem in problems)
        {
            Add(problem);
        }
    }

    /// <summary>The problems by line and column; a last one says how many more there are.</summary>
    public IReadOnlyList<PipelineProblem> ToSorted()
    {
        List<PipelineProblem> sorted = [.. _problems.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column)];
        if (_lastDropped is not null)
        {
            sorted.Add(new PipelineProblem(_lastDropped.File, 0, 0, $"There are {_dropped} more problems. Mend these first."));
        }

        return sorted;
    }
}
