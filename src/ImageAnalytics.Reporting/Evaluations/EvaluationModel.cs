namespace ImageAnalytics.Reporting;

/// <summary>Everything that the page of an evaluation shows. Equal models give byte-equal pages, but for what browsers draw.</summary>
/// <remarks>Immutable. Texts may come from anyone (file names, labels): all are encoded when the page is made.</remarks>
public sealed record EvaluationModel
{
    /// <summary>The headline: model and data.</summary>
    public required string Title { get; init; }

    /// <summary>What was compared, in one line.</summary>
    public required string Subtitle { get; init; }

    /// <summary>The figures that come first.</summary>
    public required IReadOnlyList<EvaluationFigure> Figures { get; init; }

    /// <summary>What a reader must know about the figures, in whole sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What went right and wrong, each kind with its count; empty where only right and wrong are told apart.</summary>
    public IReadOnlyList<EvaluationCount> Errors { get; init; } = [];

    /// <summary>The figures of each class.</summary>
    public EvaluationTable? Classes { get; init; }

    /// <summary>Which classes are taken for which.</summary>
    public ConfusionTable? Confusion { get; init; }

    /// <summary>Whether a classifier is right as often as it says.</summary>
    public ReliabilityDiagram? Reliability { get; init; }

    /// <summary>Precision-recall curves, those of most interest first.</summary>
    public IReadOnlyList<PrecisionRecallCurve> Curves { get; init; } = [];

    /// <summary>Pictures on which the model did worst, the worst first.</summary>
    public IReadOnlyList<ReportPicture> Worst { get; init; } = [];

    /// <summary>Pictures on which it did best, the best first.</summary>
    public IReadOnlyList<ReportPicture> Best { get; init; } = [];

    /// <summary>Pictures that could not be read.</summary>
    public IReadOnlyList<ReportFailure> Broken { get; init; } = [];

    /// <summary>How many there are in all.</summary>
    public int BrokenCount { get; init; }

    /// <summary>How the figures are defined, a name and a sentence each.</summary>
    public IReadOnlyList<(string Name, string Meaning)> Definitions { get; init; } = [];
}
