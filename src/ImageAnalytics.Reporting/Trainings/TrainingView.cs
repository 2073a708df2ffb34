namespace ImageAnalytics.Reporting;

/// <summary>A training's model with the charts that were drawn for its page.</summary>
public sealed class TrainingView
{
    private const string Loss = "loss";

    internal TrainingView(TrainingPageModel model)
    {
        Model = model;
        // What is made small belongs to one chart, what is made large to another.
        Losses = [.. Names(p => p.Losses.Keys), .. Names(p => p.Figures.Keys).Where(IsLoss)];
        Figures = [.. Names(p => p.Figures.Keys).Where(f => !IsLoss(f))];
    }

    /// <summary>What to show.</summary>
    public TrainingPageModel Model { get; }

    /// <summary>Names of the losses, the whole one first.</summary>
    public IReadOnlyList<string> Losses { get; }

    /// <summary>Names of the validation's figures.</summary>
    public IReadOnlyList<string> Figures { get; }

    /// <summary>Addresses of the chart of losses; null before the first pass.</summary>
    public (string Light, string Dark)? LossChart { get; init; }

    /// <summary>Addresses of the chart of figures; null before the first validation.</summary>
    public (string Light, string Dark)? FigureChart { get; init; }

    /// <summary>Addresses of the chart of the learning rate; null before the first pass.</summary>
    public (string Light, string Dark)? RateChart { get; init; }

    /// <summary>A number of a pass by its name; null where it was not measured.</summary>
    public static double? Value(TrainingPass pass, string name)
    {
        ArgumentNullException.ThrowIfNull(pass);
        double? value = pass.Losses.TryGetValue(name, out double loss) ? loss : pass.Figures.TryGetValue(name, out double figure) ? figure : null;
        return value is { } number && double.IsFinite(number) ? number : null;
    }

    private static bool IsLoss(string name) => name.EndsWith(Loss, StringComparison.Ordinal);

    private IEnumerable<string> Names(Func<TrainingPass, IEnumerable<string>> of)
        => Model.Passes.SelectMany(of).Distinct().OrderByDescending(n => n == Loss).ThenBy(n => n, StringComparer.Ordinal);
}
