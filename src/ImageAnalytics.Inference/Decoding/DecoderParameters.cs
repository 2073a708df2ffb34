namespace ImageAnalytics.Inference.Decoding;

/// <summary>What a decoder must know about one model; each decoder has its own kind.</summary>
public abstract record DecoderParameters;
