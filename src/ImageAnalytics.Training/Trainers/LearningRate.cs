namespace ImageAnalytics.Training.Trainers;

/// <summary>The learning rate of each step.</summary>
internal static class LearningRate
{
    private const double Drop = 0.1;

    /// <summary>The rate of one step.</summary>
    /// <param name="options">The largest rate and how it changes.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="stepsPerEpoch">Steps in a pass over the data.</param>
    public static double At(TrainingOptions options, long step, int stepsPerEpoch)
    {
        double warmup = options.WarmupEpochs * stepsPerEpoch, whole = (double)options.Epochs * stepsPerEpoch;
        if (step < warmup)
        {
            return options.Rate * Math.Min(1, (step + 1) / warmup);
        }

        double done = Math.Clamp((step - warmup) / Math.Max(1, whole - warmup), 0, 1);
        double share = options.Schedule switch
        {
            RateSchedule.Cosine => options.FinalShare + ((1 - options.FinalShare) * (1 + Math.Cos(Math.PI * done)) / 2),
            RateSchedule.Linear => 1 - ((1 - options.FinalShare) * done),
            RateSchedule.Steps => Math.Pow(Drop, options.Steps.Count(s => step >= s * whole)),
            _ => 1,
        };
        return options.Rate * share;
    }
}
