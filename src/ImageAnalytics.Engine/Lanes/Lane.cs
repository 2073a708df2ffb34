using System.Diagnostics;
using System.Security.Cryptography;
using ImageAnalytics.Engine.Listing;
using ImageAnalytics.Engine.Plugins;
using ImageAnalytics.Imaging;
using ImageAnalytics.Results;
using ImageAnalytics.Results.Combining;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Lanes;

/// <summary>Takes one image at a time through all its steps. Used by one thread at a time; owns its open steps.</summary>
internal sealed class Lane : IDisposable
{
    private readonly int _number;
    private readonly IReadOnlyList<OpenStep> _steps;
    private readonly KnownContents _known;
    private readonly ILaneEvents _events;
    private readonly FileReader _reader;
    private readonly ImageLimits _limits;
    private readonly int _maxRegions;
    private readonly LaneSink _sink;
    private readonly PageCache _pages = new();
    private readonly bool _seesTransparency;
    private string _fileHash = "";

    public Lane(int number, IReadOnlyList<OpenStep> steps, WorkerJob job, KnownContents known, BlobStore? blobs, ILaneEvents events)
    {
        (_number, _steps, _known, _events) = (number, steps, known, events);
        _reader = new FileReader(job.Limits.MaxBytes);
        _sink = new LaneSink(blobs, job.Limits.MaxObservations);
        _maxRegions = job.Limits.MaxRegions;
        _limits = new ImageLimits { MaxBytes = job.Limits.MaxBytes, MaxPixels = job.Limits.MaxPixels };
        _seesTransparency = job.SeesTransparency;
    }

    /// <summary>Does one item. What goes wrong with the image is in the result; what escapes is a fault of the worker.</summary>
    /// <exception cref="OperationCanceledException">The run stops; the item is not done.</exception>
    /// <exception cref="StoreException">A picture that a step made cannot be kept.</exception>
    /// <exception cref="OutOfMemoryException">The process has no memory left; other lanes may suffer too.</exception>
    /// <exception cref="OutOfHandlesException">The process cannot open one more file.</exception>
    public ItemResult Process(WorkItem item, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        _events.Begin(_number, item.Ordinal, Stage.Read);
        ReadOnlyMemory<byte> bytes;
        bool again;
        try
        {
            // Pages of a file come one after another; it is read and hashed once for all of them.
            bytes = _reader.Read(item.FullPath, item.Page > 0, out again);
        }
        catch (FileReadException e)
        {
            return new ItemResult(item.Ordinal, null, new FileFailure(item.Ordinal, e.Failure, e.Message));
        }

        _fileHash = again ? _fileHash : Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        string hash = PageContent.HashOf(_fileHash, item.Page);
        string? fileHash = item.Page > 1 ? _fileHash : null;
        if (item.ContentHash is null && _known.Contains(Convert.FromHexString(hash)))
        {
            return new ItemResult(item.Ordinal, new ImageResult(item.Ordinal, hash, null, [], 0) { FileHash = fileHash, Read = _reader.Stamp }, null);
        }

        _events.Begin(_number, item.Ordinal, Stage.Decode);
        _pages.Use(_fileHash);
        ImageFile file = ImageFile.OpenPage(bytes, _limits, Math.Max(item.Page, 1), _pages);
        if (file.Failure is { Class: FailureClasses.Vanished } vanished)
        {
            return new ItemResult(item.Ordinal, null, new FileFailure(item.Ordinal, vanished.Class, vanished.Message));
        }

        WorkItem work = item.ContentHash is null || item.ContentHash == hash ? item : Anew(item);
        (ImageFacts facts, IReadOnlyList<StepResult> steps) = Analyze(work, hash, file, cancellationToken);
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return new ItemResult(item.Ordinal, new ImageResult(item.Ordinal, hash, facts, steps, milliseconds) { FileHash = fileHash, Read = _reader.Stamp }, null);
    }

    public void Dispose()
    {
        foreach (OpenStep step in _steps)
        {
            step.Dispose();
        }

        _pages.Dispose();
        _reader.Dispose();
    }

    // The file changed after it was listed: nothing that is known of its former content holds.
    private WorkItem Anew(WorkItem item)
        => item with { ContentHash = null, Facts = null, Given = [], Missing = [.. Enumerable.Range(0, _steps.Count)] };

    private (ImageFacts, IReadOnlyList<StepResult>) Analyze(WorkItem item, string hash, ImageFile file, CancellationToken cancellationToken)
    {
        ImageHeader? header = file.Header;
        if (file.Failure is { } failure)
        {
            return Failed(item, header, failure, []);
        }

        using OpenImage image = new(new Image(item.Path, hash, header!.Width, header.Height), file);
        Dictionary<int, StepResult> results = Given(item);
        try
        {
            foreach (int index in item.Missing)
            {
                cancellationToken.ThrowIfCancellationRequested();
                results[index] = Run(index, item, image, results, cancellationToken);
            }

            // Some damage shows only when the pixels are read: always those that the facts speak of, whichever the steps have looked at.
            BackgroundColour? background = _seesTransparency ? _steps[0].Background : null;
            if (item.Facts is null && !image.IsDecodedOn(background))
            {
                image.Pixels(file.Reductions.Max(), background);
            }

            return (item.Facts ?? Facts(header, file.Damage), [.. item.Missing.Select(i => results[i]).DistinctBy(r => r.Fingerprint)]);
        }
        catch (ImageDecodeException e)
        {
            return Failed(item, header, e.Failure, results);
        }
    }

    // What is known of the picture stays; it is the steps that were to look at it now that have failed.
    private (ImageFacts, IReadOnlyList<StepResult>) Failed(WorkItem item, ImageHeader? header, ImageFailure failure, Dictionary<int, StepResult> results)
    {
        if (item.Facts is null)
        {
            return (Facts(header, failure) with { Width = 0, Height = 0 }, []);
        }

        IEnumerable<StepResult> done = item.Missing.Where(results.ContainsKey).Select(i => results[i]);
        IReadOnlyList<StepResult> failed = StepFailures.Of(_steps.Select(s => s.Step.Fingerprint), item.Missing.Where(i => !results.ContainsKey(i)), failure.Class, failure.Message);
        return (item.Facts, [.. done.Concat(failed).DistinctBy(r => r.Fingerprint)]);
    }

    private Dictionary<int, StepResult> Given(WorkItem item)
    {
        Dictionary<int, StepResult> results = [];
        foreach (StepResult given in item.Given)
        {
            for (int i = 0; i < _steps.Count; i++)
            {
                if (_steps[i].Step.Fingerprint == given.Fingerprint)
                {
                    results[i] = given;
                }
            }
        }

        return results;
    }

    private StepResult Run(int index, WorkItem item, OpenImage image, Dictionary<int, StepResult> results, CancellationToken cancellationToken)
    {
        OpenStep step = _steps[index];
        string fingerprint = step.Step.Fingerprint;
        if (item.Excluded.FirstOrDefault(e => e.Step == index) is { } excluded)
        {
            return new StepResult(fingerprint, excluded.Failure, excluded.Message, []);
        }

        foreach (int read in step.Step.Reads)
        {
            if (results[read].Failure is { } failed)
            {
                return new StepResult(fingerprint, failed, $"It reads step '{_steps[read].Step.Id}', which failed on this image.", []);
            }
        }

        if (step.Combination is not null)
        {
            return Combine(step, item.Ordinal, index, results, cancellationToken);
        }

        List<StoredObservation>? parents = step.Step.Parent is { } p ? Chosen(step, image, results[p]) : null;
        if (parents?.Count > _maxRegions)
        {
            return new StepResult(fingerprint, FailureClasses.ModelError, FormattableString.Invariant(
                $"It would look at {parents.Count:N0} regions of the image; the limit is {_maxRegions:N0}. Narrow its 'where', or raise --max-regions."), []);
        }

        List<(Region Region, int? Parent)> batch;
        try
        {
            batch = Batch(step, image, parents);
        }
        catch (ImageDecodeException e) when (step.Background is not null && image.File.HasAlpha)
        {
            return new StepResult(fingerprint, e.Class, e.Message, []);   // Without the background there may be a picture, which other steps can use.
        }

        return batch.Count == 0 ? new StepResult(fingerprint, null, null, []) : Analyze(step, item.Ordinal, index, batch, cancellationToken);
    }

    private StepResult Combine(OpenStep step, long ordinal, int index, Dictionary<int, StepResult> results, CancellationToken cancellationToken)
    {
        _events.Begin(_number, ordinal, index);
        StepFindings[] findings = [.. step.Step.Of.Select(i => new StepFindings(_steps[i].Step.Id, results[i].Observations))];
        return new StepResult(step.Step.Fingerprint, null, null, step.Combination!.Combine(findings, cancellationToken));
    }

    private static List<StoredObservation> Chosen(OpenStep step, OpenImage image, StepResult parent)
        => [.. parent.Observations.Where(o => step.Where?.Matches(o.Value, image.Image.Width, image.Image.Height) ?? true)];

    private static List<(Region Region, int? Parent)> Batch(OpenStep step, OpenImage image, List<StoredObservation>? parents)
        => parents is null
            ? [(image.Whole(step.InputSize, step.Background), null)]
            : [.. parents.Select(o => (RegionOf(step, image, o.Value), (int?)o.Number))];

    private static Region RegionOf(OpenStep step, OpenImage image, Observation observation)
        => image.Crop(observation.Box ?? new BoundingBox(0, 0, image.Image.Width, image.Image.Height), observation, step.Background);

    private StepResult Analyze(OpenStep step, long ordinal, int index, List<(Region Region, int? Parent)> batch, CancellationToken cancellationToken)
    {
        _events.Begin(_number, ordinal, index);
        _sink.Begin(batch);
        try
        {
            step.Analyzer.Analyze([.. batch.Select(b => b.Region)], _sink, cancellationToken);
            if (_sink.Fault is null)
            {
                IReadOnlyList<StoredObservation> found = _sink.Take();
                return ResultWeight.ProblemOf(found) is { } problem
                    ? new StepResult(step.Step.Fingerprint, FailureClasses.ModelError, problem, [])
                    : new StepResult(step.Step.Fingerprint, null, null, found);
            }
        }
        catch (Exception e) when (_sink.Fault is null && e is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            FileReader.ThrowIfNoHandlesLeft(); // Then it is no fault of this image.
            step.TellFault(e);
            return new StepResult(step.Step.Fingerprint, FailureClasses.ModelError, e is BadObservationException ? e.Message : PluginFault.TextOf(e), []);
        }
        catch (Exception e) when (_sink.Fault is null && e is not OutOfMemoryException)
        {
            throw new OperationCanceledException("The run was stopped.", e, cancellationToken);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What the plugin made of it does not matter.
        }

        throw _sink.Fault!;
    }

    private static ImageFacts Facts(ImageHeader? header, ImageFailure? failure) => new()
    {
        Width = header?.Width ?? 0,
        Height = header?.Height ?? 0,
        TakenAt = header?.TakenAt,
        Camera = header?.Camera,
        Failure = failure?.Class,
        Message = failure?.Message,
    };
}
