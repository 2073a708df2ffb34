using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Faces;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Yaml;
using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Examples;
using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Onnx;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Families.Faces;

/// <summary>Networks that describe aligned faces.</summary>
internal sealed class FaceEmbeddingFamily : IModelFamily
{
    private const int MostChannels = 4096, MostBlocks = 64, PointNumbers = 10;

    public string Name => "face-embedding";

    public string Task => ModelTasks.FaceEmbedding;

    public FamilyOptions ReadNetwork(YamlMap network)
    {
        FaceEmbeddingOptions standard = new();
        IReadOnlyList<double> points = network.Numbers("points", -1, 2);
        if (points.Count is not (0 or PointNumbers) || (points.Count == PointNumbers && points.Chunk(2).DistinctBy(p => (p[0], p[1])).Count() == 1))
        {
            network.Problems.Add(network.Place("points"), $"'points' has {points.Count} numbers; expected ten, of five points that do not fall together, in fractions of the aligned face's sides: x and y of the two eyes, the tip of the nose and the two corners of the mouth.");
        }

        FaceEmbeddingOptions options = new()
        {
            Widths = network.Has("widths") ? network.Wholes("widths", 4, MostChannels) : standard.Widths,
            Blocks = (int)network.Whole("blocks", 1, MostBlocks, standard.Blocks),
            Measurements = (int)network.Whole("measurements", 8, MostChannels, standard.Measurements),
            Mirrored = network.Flag("mirrored", standard.Mirrored),
            Margin = network.Number("margin", 0, 1.5, standard.Margin),
            Scale = network.Number("scale", 1, 128, standard.Scale),
            Detector = network.Has("detector") ? network.Text("detector") : null,
            Template = points.Count == PointNumbers ? [.. points.Chunk(2).Select(p => new ImagePoint(p[0], p[1]))] : standard.Template,
        };
        if (options.Widths.Count == 0)
        {
            network.Problems.Add(network.Place("widths"), "'widths' is empty; expected the channels of each stage, such as [32, 64, 128].");
        }

        network.End();
        return options;
    }

    public IEnumerable<string> InputProblems(InputSpec input, FamilyOptions network)
    {
        PreparationSpec size = input.Preparation;
        if (size.Mode != ResizeMode.Stretch || size.Width != size.Height || size.Width > EmbeddingParameters.LargestSide)
        {
            yield return $"The input is {size.Width} x {size.Height}, {size.Mode}; an aligned face needs 'resize: stretch' and equal sides of at most {EmbeddingParameters.LargestSide} pixels.";
        }

        if (input.Background is not null && network is FaceEmbeddingOptions { Detector: { } detector })
        {
            yield return $"'alpha' has no effect where '{detector}' finds the faces: transparent pixels lie on the colour that its card says. Leave it away.";
        }
    }

    public TrainedModel Train(TrainingJob job, ITrainingObserver? observer, CancellationToken cancellationToken)
    {
        FaceEmbeddingOptions options = (FaceEmbeddingOptions)job.Recipe.Network;
        PreparationSpec size = job.Recipe.Input.Preparation;
        PeopleLabels.Require(job);
        ImagePoint[] template = [.. options.Template.Select(p => new ImagePoint(p.X * size.Width, p.Y * size.Height))];
        InstalledModel? detector = options.Detector is { } name ? DetectorOf(job.Library, name) : null;
        using FaceAlignment? alignment = detector is not null ? new FaceAlignment(detector, template, job.Recipe.Input) : null;
        IPicturePreparation preparation = alignment is null ? new InputPreparation(job.Recipe.Input) : alignment;
        PictureStore train = new(job.Train.Images, preparation, cancellationToken: cancellationToken), validation = new(job.Validation.Images, preparation, cancellationToken: cancellationToken);
        if (train.Usable.Count == 0 || validation.Usable.Count == 0)
        {
            throw new TrainingException($"'{options.Detector}' finds a face in {train.Usable.Count} of {train.Count} pictures to learn from and in {validation.Usable.Count} of {validation.Count} to validate with; expected some in both. Name another 'detector' in the recipe's 'network', or give it pictures of faces.");
        }

        if (options.Detector is { } finder)
        {
            PeopleLabels.RequireFaces(job, train, validation, finder);
        }

        if (train.Usable.Count < train.Count || validation.Usable.Count < validation.Count)
        {
            observer?.DataRead([$"'{options.Detector}' finds a face in {train.Usable.Count} of {train.Count} pictures to learn from and in {validation.Usable.Count} of {validation.Count} to validate with; the others were left out."]);
        }

        using FaceEmbeddingTask task = new(job.Recipe, train, validation);
        TrainingResult result = job.Run(task, train.Digest() + validation.Digest() + detector?.ContentHash, observer, cancellationToken);
        IReadOnlyList<(int Person, float[] Vector)> faces = task.Describe();
        (double tolerance, double pairs) = FaceFigures.BestTolerance(faces);
        return new TrainedModel
        {
            Training = result,
            Files = [new TrainedFile($"{job.Recipe.Name}.onnx", "model", Export(job, task.Networks[0], options))],
            Input = CardInput.Of(job.Recipe.Input, FaceEmbeddingNetwork.Input, dynamicBatch: true),
            Output = OutputOf(options, size, template, tolerance),
            Accuracy =
            [
                CardClaim.Of("rank-1, 3 pictures enrolled", FaceFigures.RankOne(faces, FaceEmbeddingTask.Enrolled), faces.Count),
                CardClaim.Of("pairs told rightly, both kinds alike", pairs, faces.Count),
            ],
        };
    }

    private static InstalledModel DetectorOf(ModelLibrary library, string name)
    {
        InstalledModel detector = library.Find(name);
        return FaceReader.Problems(detector, null) is { Count: > 0 } problems ? throw new PluginException(problems)
            : FaceReader.HasPoints(detector) ? detector
            : throw new PluginException($"The model '{name}' finds faces without points, and faces are aligned by them. Name a detector with five points in the recipe's 'network'.");
    }

    private static Dictionary<string, object> OutputOf(FaceEmbeddingOptions options, PreparationSpec size, ImagePoint[] template, double tolerance) => new()
    {
        ["decoder"] = "embedding",
        ["parameters"] = new Dictionary<string, object>
        {
            ["metric"] = "cosine",
            ["mirror"] = options.Mirrored,
            ["detector"] = options.Detector ?? EmbeddingParameters.NoDetector,
            ["alignment"] = new Dictionary<string, object>
            {
                ["width"] = size.Width, ["height"] = size.Height, ["points"] = template.SelectMany(p => new[] { Math.Round(p.X, 3), Math.Round(p.Y, 3) }).ToArray(),
            },
        },
        ["thresholds"] = new Dictionary<string, object> { ["tolerance"] = Math.Round(tolerance, 3) },
    };

    private static byte[] Export(TrainingJob job, TorchNetwork network, FaceEmbeddingOptions options)
    {
        OnnxGraph graph = new();
        string input = graph.Input(FaceEmbeddingNetwork.Input, "batch", job.Recipe.Input.ChannelCount(), job.Recipe.Input.Preparation.Height, job.Recipe.Input.Preparation.Width);
        graph.Output(NetworkExport.Write(graph, network, "", input)[0], "measurements", OnnxType.Real, "batch", options.Measurements);
        return OnnxFile.Write(graph, job.Recipe.Name);
    }
}
