using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Engines;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>A decoder whose model is in parts: it runs those after the first itself.</summary>
internal interface IPartsDecoder : IOutputDecoder
{
    /// <summary>Hands over the parts, once and before <see cref="IOutputDecoder.Bind"/>.</summary>
    /// <param name="parts">Their sessions; borrowed. A part that is not wanted is not there.</param>
    void Open(IReadOnlyDictionary<FileRole, IInferenceSession> parts);

    /// <summary>What the parts gave that ran for the last picture; borrowed.</summary>
    IReadOnlyList<IModelOutputs> Ran { get; }
}
