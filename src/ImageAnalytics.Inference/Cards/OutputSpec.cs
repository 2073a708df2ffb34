using ImageAnalytics.Inference.Decoding;

namespace ImageAnalytics.Inference.Cards;

/// <summary>How a model's output is read.</summary>
/// <param name="Decoder">The decoder's name, of <see cref="DecoderCatalog"/>.</param>
/// <param name="Parameters">What the decoder must know about this model.</param>
/// <param name="Thresholds">What answers must reach.</param>
public sealed record OutputSpec(string Decoder, DecoderParameters Parameters, Thresholds Thresholds);
