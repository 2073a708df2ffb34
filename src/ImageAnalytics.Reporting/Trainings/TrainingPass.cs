namespace ImageAnalytics.Reporting;

/// <summary>What was measured in one pass over the data.</summary>
/// <param name="Epoch">The pass, from 1.</param>
/// <param name="Rate">The learning rate at its end.</param>
/// <param name="Losses">The loss and its parts by name.</param>
/// <param name="Figures">The validation's figures by name; empty where there was none.</param>
public sealed record TrainingPass(int Epoch, double Rate, IReadOnlyDictionary<string, double> Losses, IReadOnlyDictionary<string, double> Figures);
