using ImageAnalytics.Inference.Engines;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Reads embeddings.</summary>
public interface IEmbeddingDecoder : IOutputDecoder
{
    /// <summary>What the card says about its embeddings.</summary>
    EmbeddingParameters Parameters { get; }

    /// <summary>How many numbers an embedding has; known once bound.</summary>
    int Length { get; }

    /// <summary>Reads the embedding of one picture, as the network gave it.</summary>
    /// <param name="outputs">What the network gave; bound before.</param>
    /// <param name="frame">What it saw.</param>
    /// <param name="item">The picture's place in the batch.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="InvalidOperationException">The output holds numbers that are not finite.</exception>
    float[] Decode(IModelOutputs outputs, DecoderFrame frame, int item);
}
