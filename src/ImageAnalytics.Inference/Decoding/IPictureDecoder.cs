using ImageAnalytics.Inference.Engines;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Reads pictures that a network made of pictures.</summary>
public interface IPictureDecoder : IOutputDecoder
{
    /// <summary>Reads the picture made of one prepared picture, all of it.</summary>
    /// <param name="outputs">What the network gave; bound before.</param>
    /// <param name="frame">What it saw.</param>
    /// <param name="item">The picture's place in the batch.</param>
    /// <returns>The picture; its size may differ from that of the prepared picture. Valid until the next call.</returns>
    /// <exception cref="InvalidOperationException">The output is no picture, or holds numbers that cannot be pixels.</exception>
    MadePicture Decode(IModelOutputs outputs, DecoderFrame frame, int item);
}
