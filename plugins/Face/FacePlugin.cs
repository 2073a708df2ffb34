using System.Collections.Concurrent;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Faces;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Plugins.Face;

/// <summary>Finds faces and, with a gallery of known people, says whose they are.</summary>
public sealed class FacePlugin : IModelPlugin, IReadsFiles
{
    private const string Detector = "detector", Embedding = "embedding";

    // Steps that were told that their detector gives no points: lanes open one after the other, and once is enough.
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Type OptionsType => typeof(FaceOptions);

    /// <inheritdoc/>
    public IReadOnlyList<string> FilesOf(AnalyzerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.ReadOptions<FaceOptions>().Gallery is { } gallery ? [GalleryPlace.Find(gallery, context).Path] : [];
    }

    /// <inheritdoc/>
    public IAnalyzer Open(AnalyzerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        FaceOptions options = context.ReadOptions<FaceOptions>();
        InstalledModel detector = InstalledModel.Load(context.ModelFolder(Detector));
        InstalledModel? embedding = context.ModelFolders.ContainsKey(Embedding) ? InstalledModel.Load(context.ModelFolder(Embedding)) : null;
        List<string> problems = Problems(detector, embedding, options);
        if (problems.Count > 0)
        {
            throw new PluginException(problems);
        }

        GalleryPlace? place = options.Gallery is { } gallery ? GalleryPlace.Find(gallery, context) : null;
        FaceReader reader = FaceReader.Open(detector, embedding, Wanted(detector, options), options.MinFaceSize, context.Threads, context.Accelerator);
        try
        {
            if (!reader.GivesPoints && _told.TryAdd(context.StepId, true))
            {
                context.Log.Warn($"{FaceAnalyzer.NoPoints(detector.Name)}{(embedding is null ? "" : $" The model '{embedding.Name}' is not used.")}");
            }

            return new FaceAnalyzer(
                reader,
                detector.Name,
                place is null ? null : SharedGalleries.Of(place, detector, embedding!, reader, context),
                options.Tolerance ?? embedding?.Card.Output.Thresholds.Tolerance ?? 0);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    private static List<string> Problems(InstalledModel detector, InstalledModel? embedding, FaceOptions options)
    {
        List<string> problems = [.. FaceReader.Problems(detector, embedding)];
        if (options.Gallery is not null && embedding is null)
        {
            problems.Add($"The option 'gallery' is '{options.Gallery}', but the step names no embedding model, without which faces cannot be compared. Add one: models: {{ detector: {detector.Name}, embedding: NAME }}");
        }

        if (options.Gallery is not null && problems.Count == 0 && !FaceReader.HasPoints(detector))
        {
            problems.Add($"The option 'gallery' is '{options.Gallery}', but the detector '{detector.Name}' gives no points, without which faces cannot be aligned and compared. Take a detector with five points, such as yunet, or leave 'gallery' away.");
        }

        return problems;
    }

    private static Thresholds Wanted(InstalledModel detector, FaceOptions options)
    {
        Thresholds standard = detector.Card.Output.Thresholds;
        return standard with
        {
            MinConfidence = options.MinConfidence ?? standard.MinConfidence,
            NmsThreshold = options.NmsThreshold ?? standard.NmsThreshold,
            MaxDetections = options.MaxDetections ?? standard.MaxDetections,
        };
    }
}
