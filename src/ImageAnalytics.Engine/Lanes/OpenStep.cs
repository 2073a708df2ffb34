using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Lanes;

/// <summary>A step with its analyzer open for one lane.</summary>
internal sealed class OpenStep(JobStep step, IAnalyzer analyzer, WhereExpression? where) : IDisposable
{
    public JobStep Step { get; } = step;

    public IAnalyzer Analyzer { get; } = analyzer;

    public WhereExpression? Where { get; } = where;

    public InputSize? InputSize { get; } = (analyzer as IDeclaresInputSize)?.InputSize;

    public BackgroundColour? Background { get; } = (analyzer as IDeclaresBackground)?.Background;

    public void Dispose() => Analyzer.Dispose();
}
