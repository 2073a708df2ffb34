using System.Globalization;
using System.Runtime.ExceptionServices;
using OpenCvSharp;

namespace ImageAnalytics.Reporting;

/// <summary>Writes the pictures of a report, small and large, within a budget of bytes.</summary>
/// <param name="folder">The report's folder.</param>
/// <param name="decode">Gives the pixels of an original.</param>
/// <param name="cache">Where pictures of former reports are.</param>
/// <param name="budget">Bytes that all of them may take.</param>
internal sealed class SampleWriter(string folder, PictureDecoder decode, PictureCache cache, long budget)
{
    /// <summary>The longest side of a picture that is shown alone.</summary>
    public const int LargeSide = 1600;

    private const string SmallFolder = "thumbs", LargeFolder = "previews", SmallKind = "small", LargeKind = "large";
    private const int SmallQuality = 82, LargeQuality = 85, MostMade = 400;
    private readonly MadeFolder _links = new(folder);

    /// <summary>Writes them.</summary>
    /// <param name="pictures">Those that matter most first.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="IOException">The report's folder cannot be written to.</exception>
    public ShownPicture[] WriteAll(IReadOnlyList<ReportPicture> pictures, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(folder, SmallFolder));
        Directory.CreateDirectory(Path.Combine(folder, LargeFolder));
        (Thumbnail? Small, Thumbnail? Large)[] written = new (Thumbnail?, Thumbnail?)[pictures.Count];
        InParallel(pictures.Count, i => written[i] = Write(pictures[i], Name("p", i)), cancellationToken);
        long left = budget - written.Sum(w => Bytes(w.Small));
        (int Picture, ReportMade Made)[] made = [.. pictures.SelectMany((p, i) => p.Made.Take(ReportWriter.MaxMade).Select(m => (i, m))).Take(MostMade)];
        MadeThumbnail?[] thumbnails = new MadeThumbnail?[made.Length];
        InParallel(made.Length, i => thumbnails[i] = Write(made[i].Made, Name("m", i)), cancellationToken);
        ILookup<int, MadeThumbnail> shown = WithinBudget(made, thumbnails, ref left).ToLookup(m => m.Picture, m => m.Made);
        for (int i = 0; i < pictures.Count; i++)
        {
            written[i].Large = Afford(written[i].Large, ref left);
        }

        return [.. pictures.Select((p, i) => new ShownPicture(p, written[i].Small, written[i].Large, [.. shown[i]]))];
    }

    // Half of what is left may go to made pictures: each is as large as it was made.
    private List<(int Picture, MadeThumbnail Made)> WithinBudget((int Picture, ReportMade Made)[] made, MadeThumbnail?[] thumbnails, ref long left)
    {
        long room = left / 2, spent = 0;
        List<(int, MadeThumbnail)> shown = [];
        for (int i = 0; i < made.Length; i++)
        {
            long bytes = Bytes(thumbnails[i]!.Thumbnail) + (File.Exists(made[i].Made.FullPath) ? new FileInfo(made[i].Made.FullPath).Length : 0);
            if (spent + bytes > room)
            {
                Remove(thumbnails[i]!.Thumbnail);
                continue;
            }

            spent += bytes;
            shown.Add((made[i].Picture, thumbnails[i]! with { Address = _links.Link(made[i].Made) }));
        }

        left -= spent;
        return shown;
    }

    private Thumbnail? Afford(Thumbnail? large, ref long left)
    {
        long bytes = Bytes(large);
        if (bytes <= left)
        {
            left -= bytes;
            return large;
        }

        Remove(large);
        return null;
    }

    private (Thumbnail?, Thumbnail?) Write(ReportPicture picture, string name)
    {
        string small = Path.Combine(folder, SmallFolder, name), large = Path.Combine(folder, LargeFolder, name);
        string? key = picture.Key is { Length: > 2 } content ? string.Create(CultureInfo.InvariantCulture, $"{content}-{picture.Page}") : null;
        if (!(TryLink(key, SmallKind, small) && TryLink(key, LargeKind, large)))
        {
            Remove(small, large);
            using Mat? original = TryDecode(picture, LargeSide);
            if (original is null || original.Empty())
            {
                return default;
            }

            using Mat shown = Shrink(original, LargeSide);
            Encode(shown, large, LargeQuality);
            using Mat thumbnail = Shrink(shown, ThumbnailWriter.LongSide);
            Encode(thumbnail, small, SmallQuality);
            cache.Keep(key, SmallKind, small);
            cache.Keep(key, LargeKind, large);
        }

        return (Of(SmallFolder, name), Of(LargeFolder, name));
    }

    private MadeThumbnail Write(ReportMade made, string name)
    {
        string path = Path.Combine(folder, SmallFolder, name), key = Path.GetFileName(made.FullPath);
        ReportPicture picture = new() { Path = made.Style, FullPath = made.FullPath, Width = made.Width, Height = made.Height };
        if (!TryLink(key, SmallKind, path))
        {
            Remove(path);
            using Mat? original = TryDecode(picture, ThumbnailWriter.LongSide);
            if (original is null || original.Empty())
            {
                return new MadeThumbnail(made, null, null);
            }

            using Mat thumbnail = Shrink(original, ThumbnailWriter.LongSide);
            Encode(thumbnail, path, SmallQuality);
            cache.Keep(key, SmallKind, path);
        }

        return new MadeThumbnail(made, Of(SmallFolder, name), null);
    }

    // A kept file that was cut off, as by a loss of power, is made again.
    private bool TryLink(string? key, string kind, string path)
    {
        Remove(path);
        return cache.TryLink(key, kind, path) && JpegSize.Read(path) is not null;
    }

    // What lies there may be another name of a kept file, so it is removed and never written over.
    private static void Remove(params ReadOnlySpan<string> paths)
    {
        foreach (string path in paths)
        {
            File.Delete(path);
        }
    }

    private Mat? TryDecode(ReportPicture picture, int longSide)
    {
        if (picture.Width <= 0 || picture.Height <= 0)
        {
            return null;
        }

        try
        {
            return decode(picture, longSide);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OpenCVException or OpenCvSharpException)
        {
            return null; // the file changed since it was analysed: a placeholder is shown
        }
    }

    // The sizes are read from the files, so that a picture from the cache and one made now say the same.
    private Thumbnail Of(string subFolder, string name)
    {
        (int width, int height) = JpegSize.Read(Path.Combine(folder, subFolder, name)) ?? (0, 0);
        return new Thumbnail($"{subFolder}/{name}", width, height);
    }

    private long Bytes(Thumbnail? file) => file is null ? 0 : new FileInfo(Path.Combine(folder, file.Source)).Length;

    private void Remove(Thumbnail? file)
    {
        if (file is not null)
        {
            Remove(Path.Combine(folder, file.Source));
        }
    }

    private static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number + 1:0000}.jpg");

    private static void Encode(Mat picture, string path, int quality)
    {
        Cv2.ImEncode(".jpg", picture, out byte[] jpeg, new ImageEncodingParam(ImwriteFlags.JpegQuality, quality));
        File.WriteAllBytes(path, jpeg);
    }

    private static Mat Shrink(Mat picture, int longSide)
    {
        double scale = (double)longSide / Math.Max(picture.Width, picture.Height);
        return scale >= 1
            ? picture.Clone()
            : picture.Resize(new Size(Math.Max(1, Math.Round(picture.Width * scale)), Math.Max(1, Math.Round(picture.Height * scale))), 0, 0, InterpolationFlags.Area);
    }

    private static void InParallel(int count, Action<int> work, CancellationToken cancellationToken)
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        try
        {
            Parallel.For(0, count, options, work);
        }
        catch (AggregateException e)
        {
            // The caller knows what a full disk means, whichever thread met it first.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
