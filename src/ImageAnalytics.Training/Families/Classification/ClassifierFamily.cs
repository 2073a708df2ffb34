using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Yaml;
using ImageAnalytics.Training.Examples;
using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Onnx;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Families.Classification;

/// <summary>Classifiers of whole pictures.</summary>
internal sealed class ClassifierFamily : IModelFamily
{
    public string Name => "classifier";

    public string Task => ModelTasks.Classification;

    public FamilyOptions ReadNetwork(YamlMap network) => ClassifierOptionsReader.Read(network);

    public IEnumerable<string> InputProblems(InputSpec input, FamilyOptions network)
    {
        PreparationSpec size = input.Preparation;
        if (size.Mode == ResizeMode.ShorterSide)
        {
            return ["The input has no fixed size, and pictures of a batch must be alike; expected 'resize: stretch', 'letterbox', 'crop' or 'stretch-crop'."];
        }

        return ((ClassifierOptions)network).Members.Where(m => m.Plain > 0 && (size.Width != size.Height || m.PlainSideAfter(size.Width) < 1)).Select(m =>
            $"The input does not fit the network: {m.Widths.Count} convolutions of {m.Plain} × {m.Plain} without padding need a square of at least {size.Width - m.PlainSideAfter(size.Width) + 1} pixels; found {size.Width} × {size.Height}. Change 'input', 'plain' or 'widths'.");
    }

    public TrainedModel Train(TrainingJob job, ITrainingObserver? observer, CancellationToken cancellationToken)
    {
        ClassLabels.Require(job);
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

    private static byte[] Export(TrainingJob job, TorchNetwork network)
    {
        OnnxGraph graph = new();
        string input = graph.Input(ClassifierNetwork.Input, "batch", job.Recipe.Input.ChannelCount(), "height", "width");
        graph.Output(ClassifierNetwork.Write(graph, network, (ClassifierOptions)job.Recipe.Network, input), "scores", OnnxType.Real, "batch", job.Train.Classes.Count);
        return OnnxFile.Write(graph, job.Recipe.Name);
    }
}
