using ImageAnalytics.Inference.Cards;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>What a decoder must know about one model; each decoder has its own kind.</summary>
public abstract record DecoderParameters
{
    /// <summary>The roles of the files that hold the model's networks, one file each; the first sees the picture.</summary>
    public virtual IReadOnlyList<FileRole> Networks => [FileRole.Model];

    /// <summary>Whether an answer can be divided among several pictures of a run.</summary>
    public virtual bool TakesBatches => true;
}
