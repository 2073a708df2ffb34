using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Yaml;
using ImageAnalytics.Training.Examples;
using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Onnx;
using ImageAnalytics.Training.Recipes;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Families.Classification;

/// <summary>Classifiers of whole pictures.</summary>
internal sealed class ClassifierFamily : IModelFamily
{
    private const int MostChannels = 4096, MostBlocks = 64, LargestKernel = 15;

    private static readonly string[] s_residual = ["blocks", "stemStride", "head"];

    public string Name => "classifier";

    public string Task => ModelTasks.Classification;

    public FamilyOptions ReadNetwork(YamlMap network)
    {
        ClassifierOptions standard = new();
        ClassifierOptions options = new()
        {
            Widths = network.Has("widths") ? network.Wholes("widths", 1, MostChannels) : standard.Widths,
            Blocks = ReadBlocks(network, standard),
            Plain = (int)network.Whole("plain", 0, LargestKernel, standard.Plain),
            StemStride = (int)network.Whole("stemStride", 1, 4, standard.StemStride),
            Head = (int)network.Whole("head", 0, MostChannels, standard.Head),
            Dropout = network.Number("dropout", 0, 0.95, standard.Dropout),
            LabelSmoothing = network.Number("labelSmoothing", 0, 0.9, standard.LabelSmoothing),
            Mixup = network.Number("mixup", 0, 1, standard.Mixup),
            Mirrored = network.Flag("mirrored", standard.Mirrored),
            Balanced = network.Flag("balanced", standard.Balanced),
        };
        if (options.Widths.Count == 0)
        {
            network.Problems.Add(network.Place("widths"), "'widths' is empty; expected the channels of each stage, such as [32, 64, 128].");
        }

        if (options.Blocks.Count != 1 && options.Blocks.Count != options.Widths.Count)
        {
            network.Problems.Add(network.Place("blocks"), $"'blocks' has {options.Blocks.Count} numbers; expected one for all stages, or {options.Widths.Count}, one for each of 'widths'.");
        }

        if (options.Blocks.Skip(1).Contains(0) || options.Blocks is [0])
        {
            network.Problems.Add(network.Place("blocks"), "'blocks' leaves a stage after the first without blocks; expected at least 1.");
        }

        foreach (string other in options.Plain > 0 ? s_residual.Where(network.Has) : [])
        {
            network.Problems.Add(network.Place(other), $"'{other}' is for residual networks, and 'plain' asks for one without. Remove one of the two.");
        }

        network.End();
        return options;
    }

    public TrainedModel Train(TrainingJob job, ITrainingObserver? observer, CancellationToken cancellationToken)
    {
        ClassLabels.Require(job);
        if (job.Recipe.Input.Preparation.Mode == ResizeMode.ShorterSide)
        {
            throw new TrainingException($"The input of '{job.Recipe.Name}' has no fixed size, and pictures of a batch must be alike; expected 'resize: stretch', 'letterbox' or 'crop'. Change 'input' in the recipe.");
        }

        RequireRoom((ClassifierOptions)job.Recipe.Network, job.Recipe);
        InputPreparation preparation = new(job.Recipe.Input);
        PictureStore train = new(job.Train.Images, preparation, cancellationToken: cancellationToken), validation = new(job.Validation.Images, preparation, cancellationToken: cancellationToken);
        using ClassifierTask task = new(job.Recipe, train, validation, job.Train.Classes.Count);
        TrainingResult result = job.Run(task, train.Digest() + validation.Digest(), observer, cancellationToken);
        return new TrainedModel
        {
            Training = result,
            Files = [new TrainedFile($"{job.Recipe.Name}.onnx", "model", Export(job, task.Networks[0]))],
            Input = CardInput.Of(job.Recipe.Input, ClassifierNetwork.Input, dynamicBatch: true),
            Output = new Dictionary<string, object>
            {
                ["decoder"] = "softmax-labels",
                ["parameters"] = new Dictionary<string, object> { ["softmax"] = true },
                ["thresholds"] = new Dictionary<string, object> { ["minConfidence"] = 0, ["top"] = Math.Min(5, job.Train.Classes.Count) },
            },
            Labels = job.Train.Classes,
            Accuracy = [CardClaim.Of("top-1", result.BestFigure, job)],
        };
    }

    private static void RequireRoom(ClassifierOptions options, Recipe recipe)
    {
        PreparationSpec size = recipe.Input.Preparation;
        if (options.Plain > 0 && (size.Width != size.Height || options.PlainSideAfter(size.Width) < 1))
        {
            throw new TrainingException($"The input of '{recipe.Name}' does not fit its network: {options.Widths.Count} convolutions of {options.Plain} × {options.Plain} without padding need a square of at least {size.Width - options.PlainSideAfter(size.Width) + 1} pixels; found {size.Width} × {size.Height}. Change 'input', 'plain' or 'widths' in the recipe.");
        }
    }

    private static IReadOnlyList<double> ReadBlocks(YamlMap network, ClassifierOptions standard)
    {
        if (!network.Has("blocks"))
        {
            return standard.Blocks;
        }

        return network.Place("blocks").Kind == YamlKind.List ? network.Wholes("blocks", 0, MostBlocks) : [network.Whole("blocks", 1, MostBlocks)];
    }

    private static byte[] Export(TrainingJob job, TorchNetwork network)
    {
        OnnxGraph graph = new();
        string input = graph.Input(ClassifierNetwork.Input, "batch", job.Recipe.Input.ChannelCount(), "height", "width");
        graph.Output(ClassifierNetwork.Write(graph, network, (ClassifierOptions)job.Recipe.Network, input), "scores", OnnxType.Real, "batch", job.Train.Classes.Count);
        return OnnxFile.Write(graph, job.Recipe.Name);
    }
}
