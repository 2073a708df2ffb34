namespace ImageAnalytics.Reporting;

/// <summary>An evaluation's model with what was prepared for its page.</summary>
public sealed class EvaluationView
{
    internal EvaluationView(EvaluationModel model, ReportView pictures)
        => (Model, Pictures) = (model, pictures);

    /// <summary>What to show.</summary>
    public EvaluationModel Model { get; }

    /// <summary>The pictures, the worst first and then the best, with their thumbnails and colours.</summary>
    public ReportView Pictures { get; }

    /// <summary>Addresses of the reliability diagram; null without one.</summary>
    public (string Light, string Dark)? Reliability { get; init; }

    /// <summary>Addresses of the precision-recall curves; null without them.</summary>
    public (string Light, string Dark)? Curves { get; init; }
}
