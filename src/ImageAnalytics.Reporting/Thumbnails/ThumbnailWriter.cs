using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using OpenCvSharp;

namespace ImageAnalytics.Reporting;

/// <summary>Writes small JPEGs of pictures, named by their content: equal pictures share one file.</summary>
/// <param name="folder">The report's folder.</param>
/// <param name="decode">Gives the pixels of an original.</param>
internal sealed class ThumbnailWriter(string folder, PictureDecoder decode)
{
    /// <summary>The longest side of a thumbnail in pixels.</summary>
    public const int LongSide = 480;

    private const string SubFolder = "thumbs";
    private const int Quality = 82;

    /// <summary>Writes the thumbnails of several pictures, on all cores.</summary>
    /// <returns>One for each picture in the same order; null where there is nothing to show.</returns>
    /// <exception cref="IOException">The report's folder cannot be written to.</exception>
    public Thumbnail?[] WriteAll(IReadOnlyList<ReportPicture> pictures, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(folder, SubFolder));
        Thumbnail?[] thumbnails = new Thumbnail?[pictures.Count];
        ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        try
        {
            Parallel.For(0, pictures.Count, options, i => thumbnails[i] = Write(pictures[i]));
        }
        catch (AggregateException e)
        {
            // The caller knows what a full disk means, whichever thread met it first.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        return thumbnails;
    }

    private Thumbnail? Write(ReportPicture picture)
    {
        using Mat? original = TryDecode(picture);
        if (original is null || original.Empty())
        {
            return null;
        }

        using Mat small = Shrink(original);
        Cv2.ImEncode(".jpg", small, out byte[] jpeg, new ImageEncodingParam(ImwriteFlags.JpegQuality, Quality));
        string name = Convert.ToHexStringLower(SHA256.HashData(jpeg))[..32] + ".jpg";
        WriteOnce(Path.Combine(folder, SubFolder, name), jpeg);
        return new Thumbnail($"{SubFolder}/{name}", small.Width, small.Height);
    }

    private Mat? TryDecode(ReportPicture picture)
    {
        if (picture.Width <= 0 || picture.Height <= 0)
        {
            return null;
        }

        try
        {
            return decode(picture, LongSide);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OpenCVException or OpenCvSharpException)
        {
            return null; // the file changed since it was analysed: a placeholder is shown
        }
    }

    private static Mat Shrink(Mat original)
    {
        double scale = (double)LongSide / Math.Max(original.Width, original.Height);
        if (scale >= 1)
        {
            return original.Clone();
        }

        Size size = new(Math.Max(1, Math.Round(original.Width * scale)), Math.Max(1, Math.Round(original.Height * scale)));
        return original.Resize(size, 0, 0, InterpolationFlags.Area);
    }

    // Two equal pictures at once write the same bytes under the same name: the first one wins.
    private static void WriteOnce(string path, byte[] content)
    {
        string partial = $"{path}.{Environment.CurrentManagedThreadId}.part";
        File.WriteAllBytes(partial, content);
        File.Move(partial, path, overwrite: true);
    }
}
