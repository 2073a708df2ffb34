using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ImageAnalytics.Training.Datasets;

/// <summary>Hashes that decide splits. They are part of what a recipe means: they never change.</summary>
/// <remarks>Stateless; safe on several threads at once.</remarks>
public static class ContentHash
{
    /// <summary>SHA-256 of a picture's bytes, 64 hexadecimal digits in lower case.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string Of(LabelledImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Convert.ToHexStringLower(SHA256.HashData(image.ReadBytes()));
    }

    /// <summary>The hash of a position: the first eight bytes, big-endian, of SHA-256 of its decimal digits in ASCII.</summary>
    /// <param name="index">From 0.</param>
    public static ulong OfIndex(int index)
        => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes(index.ToString(CultureInfo.InvariantCulture))));

    /// <summary>Where a content falls between 0 (inclusive) and 1 (exclusive), evenly; from the first eight bytes of its hash.</summary>
    /// <param name="hash">As <see cref="Of"/> gives it.</param>
    public static double Place(string hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return (ulong.Parse(hash.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) >> 11) * (1.0 / (1UL << 53));
    }
}
