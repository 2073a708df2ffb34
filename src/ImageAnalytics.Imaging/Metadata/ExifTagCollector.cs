using System.Text;
using MetadataExtractor;
using MetadataExtractor.Formats.Tiff;
using MetadataExtractor.IO;

namespace ImageAnalytics.Imaging;

/// <summary>
/// Takes the handful of tags that are wanted from the main and the EXIF directory, and skips all others unread:
/// maker notes and thumbnails are where hostile files hide, and reading them costs more than all the rest.
/// </summary>
internal sealed class ExifTagCollector : ITiffHandler
{
    private const int MakeTag = 0x010F, ModelTag = 0x0110, OrientationTag = 0x0112, ExifDirectoryTag = 0x8769;
    private const int OriginalTag = 0x9003, DigitizedTag = 0x9004, OriginalOffsetTag = 0x9011, DigitizedOffsetTag = 0x9012;

    /// <summary>No honest block asks more often; a hostile one asks millions of times.</summary>
    private const int MaxQuestions = 20_000;

    private const int MaxTextBytes = 1000;
    private int _questions;
    private bool _inExif;

    public int Orientation { get; private set; }

    public string? Make { get; private set; }

    public string? Model { get; private set; }

    public string? Original { get; private set; }

    public string? OriginalOffset { get; private set; }

    public string? Digitized { get; private set; }

    public string? DigitizedOffset { get; private set; }

    public void SetTiffMarker(int marker)
    {
        // Cameras write several numbers here; what follows is the same.
    }

    public bool TryEnterSubIfd(int tagType)
    {
        if (++_questions > MaxQuestions)
        {
            throw new InvalidDataException("The EXIF block refers to itself again and again.");
        }

        if (_inExif || tagType != ExifDirectoryTag)
        {
            return false;
        }

        return _inExif = true;
    }

    public bool HasFollowerIfd() => false;

    public void EndingIfd()
    {
        // The main directory ends last, so what is in the EXIF directory has been seen by then; it is not entered twice.
    }

    public bool CustomProcessTag(int tagOffset, ICollection<int> processedIfdOffsets, IndexedReader reader, int tagId, int byteCount)
    {
        switch (tagId)
        {
            case OrientationTag when !_inExif && byteCount == 2:
                Orientation = reader.GetUInt16(tagOffset);
                break;
            case MakeTag:
                Make ??= Text(reader, tagOffset, byteCount);
                break;
            case ModelTag:
                Model ??= Text(reader, tagOffset, byteCount);
                break;
            case OriginalTag:
                Original ??= Text(reader, tagOffset, byteCount);
                break;
            case DigitizedTag:
                Digitized ??= Text(reader, tagOffset, byteCount);
                break;
            case OriginalOffsetTag:
                OriginalOffset ??= Text(reader, tagOffset, byteCount);
                break;
            case DigitizedOffsetTag:
                DigitizedOffset ??= Text(reader, tagOffset, byteCount);
                break;
            default:
                break;
        }

        return true;
    }

    public bool TryCustomProcessFormat(int tagId, TiffDataFormatCode formatCode, uint componentCount, out long byteCount)
    {
        byteCount = 0;
        return false;
    }

    public void Warn(string message)
    {
        // A faulty tag is a tag that is not there.
    }

    public void Error(string message)
    {
        // As above.
    }

    public void SetByteArray(int tagId, byte[] bytes) => throw Unused();

    public void SetString(int tagId, StringValue str) => throw Unused();

    public void SetRational(int tagId, Rational rational) => throw Unused();

    public void SetRationalArray(int tagId, Rational[] array) => throw Unused();

    public void SetFloat(int tagId, float float32) => throw Unused();

    public void SetFloatArray(int tagId, float[] array) => throw Unused();

    public void SetDouble(int tagId, double double64) => throw Unused();

    public void SetDoubleArray(int tagId, double[] array) => throw Unused();

    public void SetInt8S(int tagId, sbyte int8S) => throw Unused();

    public void SetInt8SArray(int tagId, sbyte[] array) => throw Unused();

    public void SetInt8U(int tagId, byte int8U) => throw Unused();

    public void SetInt8UArray(int tagId, byte[] array) => throw Unused();

    public void SetInt16S(int tagId, short int16S) => throw Unused();

    public void SetInt16SArray(int tagId, short[] array) => throw Unused();

    public void SetInt16U(int tagId, ushort int16U) => throw Unused();

    public void SetInt16UArray(int tagId, ushort[] array) => throw Unused();

    public void SetInt32S(int tagId, int int32S) => throw Unused();

    public void SetInt32SArray(int tagId, int[] array) => throw Unused();

    public void SetInt32U(int tagId, uint int32U) => throw Unused();

    public void SetInt32UArray(int tagId, uint[] array) => throw Unused();

    private static string Text(IndexedReader reader, int at, int byteCount)
        => Encoding.UTF8.GetString(reader.GetNullTerminatedBytes(at, Math.Clamp(byteCount, 0, MaxTextBytes)));

    private static InvalidOperationException Unused() => new("Every tag is taken or skipped before its values are read.");
}
