namespace ImageAnalytics.Imaging;

/// <summary>
/// Notes which coefficients the scans of a JPEG have delivered. A decoder shows a progressive picture without its last scans
/// as a blurred one and says nothing, so this is the only way to notice that they are missing.
/// </summary>
internal sealed class JpegScanProgress
{
    private const int Coefficients = 64;
    private readonly Dictionary<byte, byte[]> _bitsLeft = [];
    private UInt128 _profileParts;
    private UInt128 _profilePartsAbove;

    /// <summary>Notes one scan header (ITU-T T.81, B.2.3).</summary>
    public void Add(ReadOnlySpan<byte> header)
    {
        int components = header.Length > 0 ? header[0] : 0;
        if (components is < 1 or > 4 || header.Length < 4 + (2 * components))
        {
            return;
        }

        int first = header[1 + (2 * components)], last = header[2 + (2 * components)], low = header[3 + (2 * components)] & 15;
        for (int i = 0; i < components; i++)
        {
            byte id = header[1 + (2 * i)];
            if (!_bitsLeft.TryGetValue(id, out byte[]? bits))
            {
                bits = new byte[Coefficients];
                bits.AsSpan().Fill(byte.MaxValue);
                _bitsLeft.Add(id, bits);
            }

            for (int k = first; k <= Math.Min(last, Coefficients - 1); k++)
            {
                bits[k] = (byte)low;
            }
        }
    }

    /// <summary>Notes one part of an ICC profile (ICC.1, annex B.4); false when it was there already or cannot be.</summary>
    public bool AddProfilePart(byte part, byte parts)
    {
        UInt128 bit = UInt128.One << (part & 127);
        bool seen = ((part < 128 ? _profileParts : _profilePartsAbove) & bit) != 0;
        _profileParts |= part < 128 ? bit : 0;
        _profilePartsAbove |= part < 128 ? 0 : bit;
        return part >= 1 && part <= parts && !seen;
    }

    /// <summary>Says what the scans left out; null when they are complete.</summary>
    public string? Missing(JpegLayout layout)
    {
        if (_bitsLeft.Count < layout.Components)
        {
            return $"with {_bitsLeft.Count} of its {layout.Components} colour channels";
        }

        bool incomplete = layout.Progressive && _bitsLeft.Values.Any(bits => bits.AsSpan().ContainsAnyExcept((byte)0));
        return incomplete ? "before the last scans of the progressive picture, which is less sharp for it" : null;
    }
}
