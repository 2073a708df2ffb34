using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Inference.Masks;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Reads boxes with classes, and a soft mask for those that stay.</summary>
public interface IMaskDecoder : IDetectionDecoder
{
    /// <summary>Told of one box's soft mask.</summary>
    /// <param name="place">The box's place in the list.</param>
    /// <param name="mask">Its soft mask; borrowed for the call.</param>
    public delegate void Answer(int place, SoftMask mask);

    /// <summary>Reads the soft masks of boxes of the picture that was decoded last.</summary>
    /// <param name="outputs">What the network gave; the same as for decoding.</param>
    /// <param name="frame">What it saw.</param>
    /// <param name="item">The picture's place in the batch.</param>
    /// <param name="boxes">The boxes that stayed, in pixels of the prepared picture, inside it and not empty.</param>
    /// <param name="answer">Told of each box's mask, in their order.</param>
    /// <exception cref="InvalidOperationException">The model gives no masks, or its masks are not as many as its boxes.</exception>
    void DecodeMasks(IModelOutputs outputs, DecoderFrame frame, int item, IReadOnlyList<Detection> boxes, Answer answer);
}
