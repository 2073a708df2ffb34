namespace ImageAnalytics.Imaging;

/// <summary>Where things are in a JPEG, as far as its decoder's warnings must be judged by it.</summary>
internal sealed class JpegLayout
{
    public int Components { get; set; }

    public bool Progressive { get; set; }

    /// <summary>Whether an Adobe segment is there: its four-channel pictures are stored inverted.</summary>
    public bool Adobe { get; set; }

    /// <summary>Whether the picture data hold bits that begin no Huffman code; null until somebody looked.</summary>
    public bool? HasBadCode { get; set; }

    /// <summary>Where the entropy-coded data of each scan begin and where the marker stands that ends them.</summary>
    public List<(int Start, int End)> Scans { get; } = [];
}
