using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Training.Detectors.Examples;
using ImageAnalytics.Training.Examples;
using ImageAnalytics.Training.Families;

namespace ImageAnalytics.Training.Detectors;

/// <summary>What a detector learns from, and how it sees it.</summary>
/// <param name="Input">What the network wants to see.</param>
/// <param name="Classes">Names of the classes.</param>
/// <param name="Train">What to learn from.</param>
/// <param name="Validation">What to validate with; never learned from.</param>
/// <param name="Seed">Decides about everything that is random.</param>
/// <param name="BatchSize">Pictures of a step, which memory is enough for.</param>
internal sealed record DetectorData(InputSpec Input, IReadOnlyList<string> Classes, IDetectionExamples Train, IDetectionExamples Validation, int Seed, int BatchSize)
{
    /// <summary>Channels that the network sees.</summary>
    public int Channels => Input.ChannelCount();

    /// <summary>Random numbers that follow from seed, pass and example alone.</summary>
    public Random RandomOf(int example, int epoch) => ExampleSeed.Random(Seed, epoch, example);
}
