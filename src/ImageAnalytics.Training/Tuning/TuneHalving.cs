namespace ImageAnalytics.Training.Tuning;

/// <summary>Successive halving: all trials train a little, the best part of them goes on.</summary>
/// <param name="Factor">By what the number of trials is divided, and the epochs multiplied, from one round to the next; at least 2.</param>
/// <param name="FirstEpochs">Epochs of the first round.</param>
/// <remarks>Source: Jamieson and Talwalkar, Non-stochastic Best Arm Identification and Hyperparameter Optimization, 2016.</remarks>
public sealed record TuneHalving(int Factor, int FirstEpochs)
{
    /// <summary>The epochs after which trials are compared; the last are all.</summary>
    /// <param name="epochs">All epochs of a training.</param>
    internal IReadOnlyList<int> Rounds(int epochs)
    {
        List<int> rounds = [];
        for (long round = FirstEpochs; round < epochs; round *= Factor)
        {
            rounds.Add((int)round);
        }

        return [.. rounds, epochs];
    }
}
