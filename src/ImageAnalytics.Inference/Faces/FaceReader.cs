using System.Globalization;
using System.Security.Cryptography;
using ImageAnalytics.Imaging;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Faces;

/// <summary>Finds faces and, with an embedding model and a detector that gives points, describes each by a vector.</summary>
/// <remarks>Used from one thread at a time. Several readers of the same models share their weights where the engine allows it.</remarks>
public sealed class FaceReader : IDisposable
{
    private readonly FaceFinder _finder;
    private readonly FaceEmbedder? _embedder;

    private FaceReader(FaceFinder finder, FaceEmbedder? embedder) => (_finder, _embedder) = (finder, embedder);

    /// <summary>What makes an embedding besides the model: the revisions of aligning, preparing and reading. Those of other revisions cannot be compared.</summary>
    public static string EmbeddingRevision { get; } = string.Create(CultureInfo.InvariantCulture, $"revision {DecoderCatalog.EmbeddingRevision}-{InstalledModel.PreparationRevision}");

    /// <summary>Whether faces come with five points.</summary>
    public bool GivesPoints => _finder.GivesPoints;

    /// <summary>How many numbers an embedding has; 0 where there are no embeddings.</summary>
    public int EmbeddingLength => _embedder?.Length ?? 0;

    /// <summary>The size that the detector looks at; null where faces are embedded, which needs every pixel of small ones.</summary>
    public InputSize? InputSize => _embedder is null ? _finder.Model.Card.Input.DecodeSize : null;

    /// <summary>What transparent pixels are put on before the detector sees them; null where they are dropped.</summary>
    public BackgroundColour? Background => _finder.Background;

    /// <summary>Opens the models.</summary>
    /// <param name="detector">A model with the task <c>face-detection</c>.</param>
    /// <param name="embedding">A model with the task <c>face-embedding</c>; null for none. It is left closed when the detector gives no points.</param>
    /// <param name="thresholds">What faces must reach; null for what the detector's card says.</param>
    /// <param name="minFaceSize">Faces with a side of fewer pixels, in the image at full scale, are left out.</param>
    /// <param name="threads">Threads that one run may use.</param>
    /// <param name="accelerator">What runs the networks.</param>
    /// <exception cref="PluginException">A model has another task, or cannot be opened; names every problem.</exception>
    public static FaceReader Open(
        InstalledModel detector, InstalledModel? embedding, Thresholds? thresholds = null, double minFaceSize = 0, int threads = 1, Accelerator accelerator = Accelerator.Cpu)
    {
        ArgumentNullException.ThrowIfNull(detector);
        IReadOnlyList<string> problems = Problems(detector, embedding);
        if (problems.Count > 0)
        {
            throw new PluginException(problems);
        }

        FaceFinder finder = FaceFinder.Open(detector, thresholds ?? detector.Card.Output.Thresholds, minFaceSize, threads, accelerator);
        try
        {
            return new FaceReader(finder, embedding is null || !finder.GivesPoints ? null : new FaceEmbedder(ModelRunner.Open(embedding, threads, accelerator)));
        }
        catch
        {
            finder.Dispose();
            throw;
        }
    }

    /// <summary>What keeps models from reading faces together; none when nothing does. Opens no network.</summary>
    public static IReadOnlyList<string> Problems(InstalledModel detector, InstalledModel? embedding)
    {
        ArgumentNullException.ThrowIfNull(detector);
        return [.. Problem(detector, "detector", ModelTasks.FaceDetection), .. embedding is null ? [] : Problem(embedding, "embedding", ModelTasks.FaceEmbedding)];
    }

    /// <summary>Whether a detector gives five points with each face, as its card's decoder says. Opens no network.</summary>
    public static bool HasPoints(InstalledModel detector)
    {
        ArgumentNullException.ThrowIfNull(detector);
        return DecoderCatalog.Make(detector.Card.Output) is IFaceDecoder { GivesPoints: true };
    }

    /// <summary>The faces of a region, most confident first, of equal ones in the detector's order.</summary>
    /// <param name="region">The region; borrowed.</param>
    /// <param name="cancellationToken">Ends a run early where the engine can.</param>
    /// <exception cref="Engines.InferenceException">An engine failed.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public IReadOnlyList<FoundFace> Read(Region region, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(region);
        IReadOnlyList<FaceDetection> found = _finder.Find(region, cancellationToken);
        float[]?[]? embeddings = _embedder?.Embed(region, found, cancellationToken);
        return [.. found.Select((f, i) => new FoundFace(f.Box, f.Confidence, f.Points, embeddings?[i]))];
    }

    /// <summary>Reads the faces of a picture file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends a run early where the engine can.</param>
    /// <returns>What was found; a file that cannot be read, is damaged or holds no picture is a result, not an exception.</returns>
    public PhotoReading ReadPhoto(string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        string sha256 = "";
        try
        {
            ImageLimits limits = ImageLimits.Default;
            if (limits.CheckBytes(new FileInfo(path).Length) is { } tooLong)
            {
                return new PhotoReading(sha256, tooLong.Message, []);
            }

            byte[] bytes = File.ReadAllBytes(path);
            sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
            ImageFile file = ImageFile.Open(bytes, limits);
            using DecodedImage decoded = file.Decode(background: file.HasAlpha ? Background : null);
            if (file.Damage is { } damage)
            {
                return new PhotoReading(sha256, damage.Message, []);
            }

            Image image = new(Path.GetFileName(path), sha256, decoded.Width, decoded.Height);
            return new PhotoReading(sha256, null, Read(new Region(image, new BoundingBox(0, 0, decoded.Width, decoded.Height), decoded.Pixels), cancellationToken));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ImageDecodeException or Engines.InferenceException or InvalidOperationException)
        {
            return new PhotoReading(sha256, e.Message, []);
        }
    }

    /// <summary>Frees the lane's buffers, and the weights when nobody else uses them.</summary>
    public void Dispose()
    {
        _finder.Dispose();
        _embedder?.Dispose();
    }

    private static IEnumerable<string> Problem(InstalledModel model, string role, string task)
        => model.Task == task ? [] : [$"The model '{model.Name}' cannot be used in the role '{role}': its task is {model.Task}; expected {task}."];
}
