namespace ImageAnalytics.Training.Trainers;

/// <summary>How a training runs, whatever it trains.</summary>
public sealed record TrainingOptions
{
    /// <summary>Decides about everything that is random.</summary>
    /// <value>1.</value>
    public int Seed { get; init; } = 1;

    /// <summary>Passes over the data.</summary>
    public required int Epochs { get; init; }

    /// <summary>Examples in a step.</summary>
    public required int BatchSize { get; init; }

    /// <summary>How weights follow gradients.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.AdamW;

    /// <summary>The largest learning rate.</summary>
    public required double Rate { get; init; }

    /// <summary>Of the gradient in the running direction; for <see cref="OptimizerKind.Sgd"/>.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>How strongly weights are drawn to 0; not for biases and normalizations.</summary>
    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>How the learning rate changes.</summary>
    public RateSchedule Schedule { get; init; } = RateSchedule.Cosine;

    /// <summary>Passes in which the rate rises from 0; may be a fraction.</summary>
    public double WarmupEpochs { get; init; }

    /// <summary>The learning rate at the end, as a share of the largest.</summary>
    public double FinalShare { get; init; } = 0.01;

    /// <summary>Shares of the training after which the rate becomes a tenth; for <see cref="RateSchedule.Steps"/>.</summary>
    public IReadOnlyList<double> Steps { get; init; } = [0.6, 0.85];

    /// <summary>Share of the former average in the moving average of weights, which is what is validated and exported; 0 for none.</summary>
    public double Average { get; init; }

    /// <summary>Gradients longer than this are shortened; 0 for never.</summary>
    public double ClipNorm { get; init; }

    /// <summary>Passes between two validations.</summary>
    public int ValidateEvery { get; init; } = 1;

    /// <summary>Validations without a better figure after which it stops early; 0 for never.</summary>
    public int Patience { get; init; }

    /// <summary>Time between two checkpoints within a pass; one is written after each pass anyway.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Passes after which it pauses, with the learning rates of a training of all its passes; 0 for never. Going on later ends as if it had not paused.</summary>
    /// <remarks>No public property: what a training is, and so whether a checkpoint is its own, does not depend on where it pauses.</remarks>
    internal int PauseAfter { get; init; }
}
