using System.Runtime.ExceptionServices;
using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Tuning;

/// <summary>What pictures held when a study began: trials on other pictures cannot be compared.</summary>
internal sealed class PictureHashes
{
    private readonly Dictionary<LabelledImage, string> _hashes;

    /// <summary>Reads every picture once.</summary>
    /// <exception cref="IOException">One cannot be read.</exception>
    public PictureHashes(IEnumerable<LabelledImage> images)
    {
        try
        {
            _hashes = images.Distinct().AsParallel().Select(i => (Image: i, Hash: ContentHash.Of(i))).ToDictionary(p => p.Image, p => p.Hash);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
            throw;
        }
    }

    /// <summary>The hash of a picture as it was.</summary>
    public string Of(LabelledImage image) => _hashes[image];

    /// <summary>Reads pictures again.</summary>
    /// <exception cref="TrainingDataException">One has changed. Those that cannot be read are told by what needs them.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void RequireUnchanged(IReadOnlyList<LabelledImage> images, CancellationToken cancellationToken)
    {
        if (images.AsParallel().AsOrdered().WithCancellation(cancellationToken).FirstOrDefault(i => HashOf(i) is { } hash && hash != _hashes[i]) is { } changed)
        {
            throw new TrainingDataException($"The picture '{changed.Name}' has changed since tuning began, and trials on other pictures cannot be compared. Put the former one back and run the same command again, or begin anew with another --output.");
        }
    }

    private static string? HashOf(LabelledImage image)
    {
        try
        {
            return ContentHash.Of(image);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
