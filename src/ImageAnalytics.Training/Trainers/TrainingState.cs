namespace ImageAnalytics.Training.Trainers;

/// <summary>How far a training is.</summary>
internal sealed record TrainingState
{
    /// <summary>What it trains and how; another text is another training.</summary>
    public string Identity { get; init => field = value ?? ""; } = "";

    /// <summary>Raised when the same recipe and data teach a network other numbers, so that no training goes on with half of each.</summary>
    public const int CurrentRevision = 2;

    /// <summary>The revision that it began with; 0 before there was one.</summary>
    public int Revision { get; init; }

    /// <summary>The pass over the data, from 0.</summary>
    public int Epoch { get; set; }

    /// <summary>Steps done in this pass.</summary>
    public int StepInEpoch { get; set; }

    /// <summary>Seconds of training so far, in all sittings.</summary>
    public double Seconds { get; set; }

    /// <summary>Sums over the steps of this pass: the loss and its parts.</summary>
    public SortedDictionary<string, double> Sums { get; set => field = value ?? new(StringComparer.Ordinal); } = new(StringComparer.Ordinal);

    /// <summary>The best figure so far; null before the first validation.</summary>
    public double? BestFigure { get; set; }

    /// <summary>The loss on the validation data with it, which decides between equal figures; null where none is measured.</summary>
    public double? BestLoss { get; set; }

    /// <summary>The pass that gave it.</summary>
    public int BestEpoch { get; set; }

    /// <summary>Validations since then.</summary>
    public int SinceBest { get; set; }

    /// <summary>Whether the training is over.</summary>
    public bool Finished { get; set; }

    /// <summary>What was measured after each pass.</summary>
    public List<EpochFigures> History { get; init => field = value ?? []; } = [];
}
