namespace ImageAnalytics.Engine.Pipelines;

/// <summary>What came of reading a pipeline file: the pipeline, or everything that is wrong with it.</summary>
public sealed class PipelineReading
{
    internal PipelineReading(Pipeline? draft, ProblemList problems)
    {
        Draft = draft;
        Problems = problems.ToSorted();
        Pipeline = problems.Count == 0 ? draft : null;
    }

    /// <summary>The pipeline; null when there are problems.</summary>
    public Pipeline? Pipeline { get; }

    /// <summary>Every problem, by file, line and column; empty when there is a pipeline.</summary>
    public IReadOnlyList<PipelineProblem> Problems { get; }

    /// <summary>What could be understood in spite of the problems, so that later checks can add theirs; null when nothing could.</summary>
    internal Pipeline? Draft { get; }
}
