using ImageAnalytics.Faces;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Faces;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Cli.Faces;

/// <summary>A detector and an embedding model at work, with what a gallery must know of them. Owns the reader.</summary>
internal sealed class FaceModels : IDisposable
{
    private readonly FaceReader _reader;

    private FaceModels(FaceReader reader, InstalledModel detector, InstalledModel embedding)
    {
        EmbeddingParameters parameters = (EmbeddingParameters)embedding.Card.Output.Parameters;
        (_reader, Detector, Tolerance) = (reader, detector.Name, embedding.Card.Output.Thresholds.Tolerance ?? 0);
        Embedding = new EmbeddingModel(
            embedding.Name,
            embedding.ContentHash,
            FaceReader.EmbeddingRevision,
            parameters.Metric == EmbeddingMetric.Cosine ? DistanceMetric.Cosine : DistanceMetric.Euclidean,
            reader.EmbeddingLength);
    }

    /// <summary>The detector's name.</summary>
    public string Detector { get; }

    /// <summary>The embedding model.</summary>
    public EmbeddingModel Embedding { get; }

    /// <summary>The largest distance at which two faces are one person's, as the embedding model's card says.</summary>
    public double Tolerance { get; }

    /// <summary>Opens the models.</summary>
    /// <exception cref="PluginException">One is not there, has another task, or the detector gives no points.</exception>
    public static FaceModels Open(ModelLibrary library, string detectorName, string embeddingName)
    {
        InstalledModel detector = library.Find(detectorName), embedding = library.Find(embeddingName);
        IReadOnlyList<string> problems = FaceReader.Problems(detector, embedding);
        if (problems.Count == 0 && !FaceReader.HasPoints(detector))
        {
            problems = [$"The detector '{detectorName}' gives no points, without which faces cannot be aligned and compared. Take one with five points, such as yunet."];
        }

        return problems.Count == 0
            ? new FaceModels(FaceReader.Open(detector, embedding, threads: Environment.ProcessorCount), detector, embedding)
            : throw new PluginException(problems);
    }

    /// <summary>Reads a picture file.</summary>
    public PhotoReading Read(string path, CancellationToken cancellation) => _reader.ReadPhoto(path, cancellation);

    /// <summary>Frees the models.</summary>
    public void Dispose() => _reader.Dispose();
}
