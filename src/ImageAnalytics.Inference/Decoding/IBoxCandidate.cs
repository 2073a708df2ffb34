using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>What a decoder read and <see cref="NonMaximumSuppression"/> may drop.</summary>
public interface IBoxCandidate
{
    /// <summary>Where it is.</summary>
    BoundingBox Box { get; }

    /// <summary>Number of the class from 0; only candidates of one class compete.</summary>
    int ClassId { get; }

    /// <summary>0 to 1.</summary>
    float Confidence { get; }
}
