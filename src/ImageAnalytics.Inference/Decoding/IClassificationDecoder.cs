using ImageAnalytics.Inference.Engines;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Reads classes of a whole picture.</summary>
public interface IClassificationDecoder : IOutputDecoder
{
    /// <summary>Reads the most confident classes of one picture.</summary>
    /// <param name="outputs">What the network gave; bound before.</param>
    /// <param name="frame">What it saw.</param>
    /// <param name="item">The picture's place in the batch.</param>
    /// <param name="top">Most classes to give.</param>
    /// <param name="found">Receives the classes, most confident first; of equal ones the lower number first.</param>
    /// <exception cref="InvalidOperationException">The output holds no finite numbers.</exception>
    void Decode(IModelOutputs outputs, DecoderFrame frame, int item, int top, ICollection<ClassConfidence> found);
}
