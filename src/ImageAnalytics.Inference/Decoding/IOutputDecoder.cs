using ImageAnalytics.Inference.Engines;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Reads a network's output. Used by one lane at a time.</summary>
public interface IOutputDecoder
{
    /// <summary>Finds the outputs by name and compares their shapes with the card, once, after a first run.</summary>
    /// <param name="outputs">What the network gave.</param>
    /// <param name="frame">What it saw.</param>
    /// <param name="problems">Receives whole sentences that say what does not fit.</param>
    void Bind(IModelOutputs outputs, DecoderFrame frame, ICollection<string> problems);
}
