using ImageAnalytics.Training.Examples;

namespace ImageAnalytics.Training.Families.Classification;

/// <summary>Pictures with their classes, perhaps mixed in pairs.</summary>
/// <param name="Pictures">The pictures; owned.</param>
/// <param name="Classes">The class of each.</param>
/// <param name="Others">The class of each one's partner; null where nothing is mixed.</param>
/// <param name="Share">The share of the picture itself in the mix; the partner is the next one.</param>
internal sealed record ClassifierBatch(TensorBatch Pictures, long[] Classes, long[]? Others, float Share) : IDisposable
{
    public void Dispose() => Pictures.Dispose();
}
