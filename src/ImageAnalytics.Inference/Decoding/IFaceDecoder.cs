using ImageAnalytics.Inference.Engines;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Reads faces.</summary>
public interface IFaceDecoder : IOutputDecoder
{
    /// <summary>Whether faces come with five points.</summary>
    bool GivesPoints { get; }

    /// <summary>Whether overlapping boxes must still be dropped.</summary>
    bool NeedsNms { get; }

    /// <summary>Reads the candidates of one picture, before overlapping ones are dropped.</summary>
    /// <param name="outputs">What the network gave; bound before.</param>
    /// <param name="frame">What it saw.</param>
    /// <param name="item">The picture's place in the batch.</param>
    /// <param name="minConfidence">Candidates below this are left out, and so are those with numbers that are not finite.</param>
    /// <param name="found">Receives the candidates in pixels of the prepared picture, in the output's order.</param>
    /// <exception cref="InvalidOperationException">The outputs do not fit the size that the network saw.</exception>
    void Decode(IModelOutputs outputs, DecoderFrame frame, int item, double minConfidence, ICollection<FaceDetection> found);
}
