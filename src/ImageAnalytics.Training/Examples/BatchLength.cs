using System.Globalization;

namespace ImageAnalytics.Training.Examples;

/// <summary>The length of the array that holds the numbers of several pictures.</summary>
internal static class BatchLength
{
    /// <summary>Multiplies, with a word where an array cannot be so long.</summary>
    /// <exception cref="InsufficientMemoryException">No array is as long.</exception>
    public static int Of(int pictures, int channels, int width, int height)
        => (long)pictures * channels * width * height is var length && length <= Array.MaxLength
            ? (int)length
            : throw new InsufficientMemoryException(string.Create(CultureInfo.InvariantCulture, $"{pictures} pictures of {width} x {height} pixels with {channels} channels are {length} numbers, more than an array can hold."));
}
