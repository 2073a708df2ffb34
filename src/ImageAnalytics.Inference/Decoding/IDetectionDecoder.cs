using ImageAnalytics.Inference.Engines;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Reads boxes with classes.</summary>
public interface IDetectionDecoder : IOutputDecoder
{
    /// <summary>Reads the candidates of one picture, before overlapping ones are dropped.</summary>
    /// <param name="outputs">What the network gave; bound before.</param>
    /// <param name="frame">What it saw.</param>
    /// <param name="item">The picture's place in the batch.</param>
    /// <param name="minConfidence">Candidates below this are left out, and so are numbers that are not finite.</param>
    /// <param name="found">Receives the candidates, boxes in pixels of the prepared picture, in the output's order.</param>
    void Decode(IModelOutputs outputs, DecoderFrame frame, int item, double minConfidence, ICollection<Detection> found);

    /// <summary>Whether overlapping boxes must still be dropped.</summary>
    bool NeedsNms => true;
}
