using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Results.Combining;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Lanes;

/// <summary>A step open for one lane: with its analyzer, or with its way to combine.</summary>
internal sealed class OpenStep : IDisposable
{
    private readonly IAnalyzer? _analyzer;
    private readonly IAnalyzerLog? _log;

    /// <summary>Opens a step with a plugin. Ownership of the analyzer passes.</summary>
    public OpenStep(JobStep step, IAnalyzer analyzer, WhereExpression? where, IAnalyzerLog? log = null)
    {
        (Step, _analyzer, Where, _log) = (step, analyzer, where, log);
        InputSize = (analyzer as IDeclaresInputSize)?.InputSize;
        Background = (analyzer as IDeclaresBackground)?.Background;
    }

    /// <summary>Opens a combining step.</summary>
    public OpenStep(JobStep step, Combination combination) => (Step, Combination) = (step, combination);

    public JobStep Step { get; }

    /// <summary>Does the work of a step with a plugin.</summary>
    public IAnalyzer Analyzer => _analyzer ?? throw new InvalidOperationException($"The step '{Step.Id}' combines; it has no analyzer.");

    /// <summary>Does the work of a combining step; null for a step with a plugin.</summary>
    public Combination? Combination { get; }

    public WhereExpression? Where { get; }

    public InputSize? InputSize { get; }

    public BackgroundColour? Background { get; }

    /// <summary>Closes the step. A plugin that fails at this costs nothing: what it found is kept already, or why nothing can be found is told.</summary>
    public void Dispose()
    {
        try
        {
            _analyzer?.Dispose();
        }
        catch (Exception e)
        {
            _log?.Warn($"Step '{Step.Id}' failed when it was closed: {e.GetType().Name}: {e.Message}");
        }
    }
}
