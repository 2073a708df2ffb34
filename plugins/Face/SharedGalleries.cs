using System.Collections.Concurrent;
using System.Globalization;
using ImageAnalytics.Faces;
using ImageAnalytics.Imaging;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Faces;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Plugins.Face;

/// <summary>The galleries of this process: a folder of people is enrolled once, and its gallery is shared by all lanes.</summary>
internal static class SharedGalleries
{
    private static readonly ConcurrentDictionary<string, Lazy<Gallery>> s_galleries = new(StringComparer.Ordinal);

    /// <summary>The gallery at a place, made with a step's models.</summary>
    /// <exception cref="PluginException">It cannot be read, another model made it, or nobody on the photos can be enrolled.</exception>
    public static Gallery Of(GalleryPlace place, InstalledModel detector, InstalledModel embedding, FaceReader reader, AnalyzerContext context)
    {
        EmbeddingModel model = Describe(embedding, reader.EmbeddingLength);
        if (!place.IsFolder)
        {
            Gallery enrolled = GalleryFile.Load(place.Path);
            enrolled.CheckModel(model, place.Text);
            return enrolled;
        }

        IReadOnlyList<PersonPhoto> photos = PeopleFolder.List(place.Path, ImageFormats.Extensions);
        // What the photos are is part of the key: a host that runs for days opens steps again after photos were added.
        string key = string.Join('\n', [detector.ContentHash, embedding.ContentHash, place.Path, .. photos.Select(Identity)]);
        return s_galleries.GetOrAdd(key, _ => new Lazy<Gallery>(() => Enroll(place, photos, detector, embedding, model, context))).Value;
    }

    private static Gallery Enroll(
        GalleryPlace place, IReadOnlyList<PersonPhoto> photos, InstalledModel detector, InstalledModel embedding, EmbeddingModel model, AnalyzerContext context)
    {
        // With what the detector's card says, not with the step's options: what a gallery holds depends on photos and models alone.
        using FaceReader reader = FaceReader.Open(detector, embedding, threads: context.Threads, accelerator: context.Accelerator);
        Enrolment enrolment = new(model, detector.Name);
        foreach (PersonPhoto photo in photos)
        {
            PhotoReading read = reader.ReadPhoto(photo.Path);
            PhotoOutcome outcome = enrolment.Add(photo, new PhotoFaces(read.Sha256, read.Problem, [.. read.Faces.Select(f => f.Embedding)]));
            if (!outcome.Enrolled)
            {
                context.Log.Warn(outcome.Message);
            }
        }

        return enrolment.Finish(place.Text);
    }

    private static string Identity(PersonPhoto photo)
    {
        FileInfo file = new(photo.Path);
        return file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{photo.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}") : photo.Name;
    }

    private static EmbeddingModel Describe(InstalledModel embedding, int length)
    {
        EmbeddingParameters parameters = (EmbeddingParameters)embedding.Card.Output.Parameters;
        return new EmbeddingModel(
            embedding.Name,
            embedding.ContentHash,
            FaceReader.EmbeddingRevision,
            parameters.Metric == EmbeddingMetric.Cosine ? DistanceMetric.Cosine : DistanceMetric.Euclidean,
            length);
    }
}
