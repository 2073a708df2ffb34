using ImageAnalytics.Reporting;
using OpenCvSharp;

namespace ImageAnalytics.Cli.Running;

/// <summary>
/// Decodes originals for reports and decks on several threads, each with a reader of its own. A disk that fell silent costs pictures and not the report: what lies on it is not tried,
/// what does not come in time is left out, and after three such files no further one is read.
/// </summary>
/// <param name="patience">How long one picture may take.</param>
/// <param name="isSilent">Whether a file lies on a disk that stopped answering: a process that waits for one can never end.</param>
/// <param name="note">Told once when originals are given up.</param>
internal sealed class OriginalReaders(TimeSpan patience, Func<string, bool> isSilent, Action<string> note) : IDisposable
{
    private const int MostSilent = 3;
    private readonly ThreadLocal<OriginalReader> _readers = new(() => new OriginalReader(), trackAllValues: true);
    private int _silent, _told, _missed;

    /// <summary>Whether a picture could not be had that another report may have: its disk was away.</summary>
    public bool HasMissed => Volatile.Read(ref _missed) > 0;

    /// <summary>Decodes a picture at least as large as asked, where it is so large.</summary>
    /// <returns>B, G, R; the caller disposes it. Null when it cannot be had.</returns>
    public Mat? Decode(ReportPicture picture, int longSide)
    {
        (Mat? decoded, bool mayComeBack) = TryDecode(picture, longSide);
        _ = mayComeBack ? Interlocked.Increment(ref _missed) : 0;
        return decoded;
    }

    public void Dispose()
    {
        foreach (OriginalReader reader in _readers.Values)
        {
            reader.Dispose();
        }

        _readers.Dispose();
    }

    private (Mat? Picture, bool MayComeBack) TryDecode(ReportPicture picture, int longSide)
    {
        if (Volatile.Read(ref _silent) >= MostSilent)
        {
            return (null, true);
        }

        if (isSilent(picture.FullPath))
        {
            if (Interlocked.Exchange(ref _told, 1) == 0)
            {
                note($"Pictures are missing in the report, because the disk of '{picture.FullPath}' does not answer. Once it does, 'report' makes it again.");
            }

            return (null, true);
        }

        OriginalReader reader = _readers.Value!;
        Task<(Mat?, bool)> decoded = Task.Factory.StartNew(() => reader.Decode(picture, longSide), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (((IAsyncResult)decoded).AsyncWaitHandle.WaitOne(patience))
        {
            return decoded.GetAwaiter().GetResult();
        }

        _readers.Value = new OriginalReader();
        if (Interlocked.Increment(ref _silent) == MostSilent)
        {
            note($"Pictures are missing in the report, because '{picture.FullPath}' and others did not come within {patience.TotalSeconds:0.#} s. Once their disk answers, 'report' makes it again.");
        }

        return (null, true);
    }
}
