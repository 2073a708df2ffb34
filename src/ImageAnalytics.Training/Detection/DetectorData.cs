using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Training.Detection.Examples;

namespace ImageAnalytics.Training.Detection;

/// <summary>What a detector learns from, and how it sees it.</summary>
/// <param name="Input">What the network wants to see.</param>
/// <param name="Classes">Names of the classes.</param>
/// <param name="Train">What to learn from.</param>
/// <param name="Validation">What to validate with; never learned from.</param>
/// <param name="Seed">Decides about everything that is random.</param>
internal sealed record DetectorData(InputSpec Input, IReadOnlyList<string> Classes, IDetectionExamples Train, IDetectionExamples Validation, int Seed)
{
    private const int EpochFactor = 1_000_003, ExampleFactor = 7_919;

    /// <summary>Channels that the network sees.</summary>
    public int Channels => Input.Channels == ChannelOrder.Grey ? 1 : 3;

    /// <summary>An example as it is learned in a pass.</summary>
    public DetectionExample Altered(int example, int epoch) => Train.Altered(example, RandomOf(example, epoch));

    /// <summary>Random numbers that follow from seed, pass and example alone.</summary>
    public Random RandomOf(int example, int epoch) => new(unchecked((((Seed * EpochFactor) + epoch) * EpochFactor) + (example * ExampleFactor)));
}
