namespace ImageAnalytics.Training.Trainers;

/// <summary>What was measured in one pass over the data.</summary>
/// <param name="Epoch">The pass, from 1.</param>
/// <param name="Rate">The learning rate at its end.</param>
/// <param name="Losses">Means over its steps: <c>loss</c> and its parts.</param>
/// <param name="Figures">The validation's figures; empty where there was none.</param>
/// <param name="Seconds">Seconds of training until then.</param>
public sealed record EpochFigures(int Epoch, double Rate, IReadOnlyDictionary<string, double> Losses, IReadOnlyDictionary<string, double> Figures, double Seconds)
{
    /// <summary>The figure of tasks that measure the loss on the validation data.</summary>
    public const string ValidationLoss = "validation_loss";
}
