using System.Security.Cryptography;
using ImageAnalytics.Engine.Listing;
using ImageAnalytics.Imaging;
using ImageAnalytics.Reporting;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Cli.Running;

/// <summary>Decodes originals for a report. Pages of one file that follow one another share what was read and drawn. One thread at a time.</summary>
internal sealed class OriginalReader : IDisposable
{
    private const long MaxBytes = 256L << 20;
    private readonly FileReader _reader = new(MaxBytes);
    private readonly PageCache _pages = new();
    private int _files;
    private string? _content;

    /// <summary>Decodes a picture at least as large as asked, where it is so large.</summary>
    /// <returns>
    /// B, G, R; the caller disposes it. Null when there is none any more, or the file has another content than the run saw; and whether it may be there again, as when its disk was away.
    /// </returns>
    public (Mat? Picture, bool MayComeBack) Decode(ReportPicture picture, int longSide)
    {
        try
        {
            ReadOnlyMemory<byte> bytes = _reader.Read(picture.FullPath, mayKeep: true, out bool again);
            _files += again ? 0 : 1;
            _content = again && _content is not null ? _content : Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
            if (picture.Key is { } seen && seen != _content)
            {
                return (null, false);
            }

            _pages.Use($"{_files}");
            ImageFile file = ImageFile.OpenPage(bytes, ImageLimits.Default, Math.Max(1, picture.Page), _pages);
            if (file.Failure is not null)
            {
                return (null, false);
            }

            int reduction = file.Reductions.Order().LastOrDefault(r => Math.Max(picture.Width, picture.Height) / r >= longSide, 1);
            using DecodedImage decoded = file.Decode(reduction);
            return (decoded.Mat.Clone(), false);
        }
        catch (FileReadException e)
        {
            return (null, e.Failure is FailureClasses.Vanished or FailureClasses.Denied or FailureClasses.Unreadable);
        }
        catch (ImageDecodeException)
        {
            return (null, false);
        }
    }

    public void Dispose()
    {
        _pages.Dispose();
        _reader.Dispose();
    }
}
