using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Yaml;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Families;

/// <summary>A kind of model that recipes can train.</summary>
internal interface IModelFamily
{
    /// <summary>The word in recipes.</summary>
    string Name { get; }

    /// <summary>What its models are for: one of <see cref="Inference.Cards.ModelTasks"/>.</summary>
    string Task { get; }

    /// <summary>Whether it learns from what is known about pictures, not from pictures alone.</summary>
    bool NeedsLabels => true;

    /// <summary>Reads a recipe's <c>network</c>, and adds a problem for each thing that is wrong.</summary>
    FamilyOptions ReadNetwork(YamlMap network);

    /// <summary>Says what is wrong with a recipe's <c>input</c> for such a network, in whole sentences.</summary>
    /// <param name="input">What the network is to see.</param>
    /// <param name="network">What <see cref="ReadNetwork"/> read.</param>
    IEnumerable<string> InputProblems(InputSpec input, FamilyOptions network);

    /// <summary>Trains a model.</summary>
    /// <exception cref="TrainingException">It cannot be trained.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; running it again goes on.</exception>
    TrainedModel Train(TrainingJob job, ITrainingObserver? observer, CancellationToken cancellationToken);
}
