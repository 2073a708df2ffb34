using MetadataExtractor;
using MetadataExtractor.Formats.Tiff;

namespace ImageAnalytics.Imaging;

/// <summary>Reads EXIF facts from a TIFF block with MetadataExtractor. Never throws for bad content, and never hangs.</summary>
internal static class ExifReader
{
    /// <summary>Reads a block that begins with its byte order (II or MM).</summary>
    public static ExifFacts Read(ReadOnlyMemory<byte> block)
    {
        if (block.Length < 8)
        {
            return ExifFacts.None;
        }

        ExifTagCollector tags = new();
        try
        {
            TiffReader.ProcessTiff(new MemoryReader(block, isMotorolaByteOrder: true), tags);
        }
        catch (Exception e) when (e is MetadataException or TiffProcessingException or IOException or ArgumentException
            or OverflowException or IndexOutOfRangeException or InvalidOperationException or InvalidDataException)
        {
            // What was read before the fault is kept: half an EXIF block is better than none, and the picture does not need it.
        }

        return new ExifFacts(
            tags.Orientation is >= 1 and <= 8 ? tags.Orientation : 0,
            ExifText.TakenAt(tags.Original, tags.OriginalOffset) ?? ExifText.TakenAt(tags.Digitized, tags.DigitizedOffset),
            ExifText.Camera(tags.Make, tags.Model));
    }
}
