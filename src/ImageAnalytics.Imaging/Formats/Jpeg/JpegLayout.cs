namespace ImageAnalytics.Imaging;

/// <summary>Where things are in a JPEG, as far as its decoder's warnings must be judged by it.</summary>
internal sealed class JpegLayout
{
    private const int BlockSide = 8;

    public int Components { get; set; }

    public bool Progressive { get; set; }

    /// <summary>Whether it is neither progressive nor arithmetic.</summary>
    public bool Sequential { get; set; }

    /// <summary>Whether an Adobe segment is there: its four-channel pictures are stored inverted.</summary>
    public bool Adobe { get; set; }

    /// <summary>Whether it says anywhere how many units are between restart markers, be it none.</summary>
    public bool HasRestartInterval { get; set; }

    /// <summary>Whether the picture data hold bits that begin no Huffman code; null until somebody looked.</summary>
    public bool? HasBadCode { get; set; }

    /// <summary>Where the entropy-coded data of each scan begin and where the marker stands that ends them.</summary>
    public List<(int Start, int End)> Scans { get; } = [];

    /// <summary>The most units (MCU) that a scan can have; of a picture in one scan, as many as it has (A.2).</summary>
    public long Units
        => Components > 1 && Scans.Count == 1
            ? Blocks(Size.Width, Sampling.Across) * Blocks(Size.Height, Sampling.Down)
            : Blocks(Size.Width, 1) * Blocks(Size.Height, 1);

    /// <summary>The picture's sides in pixels.</summary>
    public (int Width, int Height) Size { get; set; }

    /// <summary>The largest sampling factors of a channel.</summary>
    public (int Across, int Down) Sampling { get; set; } = (1, 1);

    private static long Blocks(int length, int sampling) => (length + (BlockSide * sampling) - 1) / (BlockSide * sampling);
}
