namespace ImageAnalytics.Imaging;

/// <summary>How the samples of a Netpbm file are written.</summary>
/// <param name="Kind">The digit of its magic number, 1 to 7.</param>
/// <param name="Start">Offset of the first sample.</param>
/// <param name="Largest">The value that means full light, 1 to 65535.</param>
/// <param name="Channels">Samples of a pixel, 1 to 4; of 2 and 4 the last is alpha.</param>
internal sealed record PnmLayout(int Kind, int Start, int Largest, int Channels)
{
    /// <summary>Whether samples are text.</summary>
    public bool IsText => Kind <= 3;

    /// <summary>Bytes of a binary sample.</summary>
    public int SampleBytes => Largest > byte.MaxValue ? 2 : 1;
}
