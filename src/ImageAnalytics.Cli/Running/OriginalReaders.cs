using ImageAnalytics.Reporting;
using OpenCvSharp;

namespace ImageAnalytics.Cli.Running;

/// <summary>Decodes originals for a report on several threads, each with a reader of its own.</summary>
internal sealed class OriginalReaders : IDisposable
{
    private readonly ThreadLocal<OriginalReader> _readers = new(() => new OriginalReader(), trackAllValues: true);

    /// <inheritdoc cref="OriginalReader.Decode" />
    public Mat? Decode(ReportPicture picture, int longSide) => _readers.Value!.Decode(picture, longSide);

    public void Dispose()
    {
        foreach (OriginalReader reader in _readers.Values)
        {
            reader.Dispose();
        }

        _readers.Dispose();
    }
}
