using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Results.Combining;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Lanes;

/// <summary>A step open for one lane: with its analyzer, or with its way to combine.</summary>
internal sealed class OpenStep : IDisposable
{
    private readonly IAnalyzer? _analyzer;
    private readonly IAnalyzerLog? _log;
    private bool _toldFault;

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

    /// <summary>Says once where in the plugin's code a fault on a picture happened: the results do not.</summary>
    public void TellFault(Exception e)
    {
        if (!_toldFault && _analyzer is not null && PluginFault.PlaceOf(e, _analyzer.GetType().Assembly) is { } place)
        {
            _toldFault = true;
            _log?.Warn($"Step '{Step.Id}': the plugin failed on a picture with {PluginFault.TextOf(e)} It happened in {place}. Other pictures on which it fails are not told.");
        }
    }

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
