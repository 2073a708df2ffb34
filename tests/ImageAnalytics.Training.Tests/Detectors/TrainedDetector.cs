using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Training.Detectors;
using ImageAnalytics.Training.Detectors.Examples;
using ImageAnalytics.Training.Detectors.SingleShot;
using ImageAnalytics.Training.Families;
using ImageAnalytics.Training.Recipes;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Tests.Detectors;

/// <summary>Trains detectors on drawn shapes, and looks at pictures with the exported model as the program does.</summary>
internal static class TrainedDetector
{
    public const int Width = 128, Height = 96;

    public static InputSpec Input(int width = Width, int height = Height) => new()
    {
        Preparation = new PreparationSpec { Mode = ResizeMode.Stretch, Width = width, Height = height },
        Channels = ChannelOrder.Rgb,
        Scaling = new PixelScaling { Scale = 1.0 / 64, Mean = [1.7, 1.7, 1.7] },
    };

    /// <summary>What detectors of a few steps learn from.</summary>
    public static DetectorData Data(int pictures, bool faces = false)
    {
        ShapeExamples examples = new(pictures, Width, Height, faces: faces);
        return new DetectorData(Input(), faces ? ["face"] : ShapeExamples.Classes, examples, examples, 3, 8);
    }

    /// <summary>Takes as many steps.</summary>
    public static void Train<TBatch>(ITrainingTask<TBatch> task, int steps, int batch, double rate)
        where TBatch : IDisposable
    {
        using Workspace workspace = new();
        int perEpoch = task.Examples / batch;
        TrainingOptions options = new() { Epochs = Math.Max(1, steps / perEpoch), BatchSize = batch, Rate = rate, ValidateEvery = 1000, ClipNorm = 10 };
        using Trainer<TBatch> trainer = new(task, options, workspace["training"], "test");
        trainer.Run(default);
    }

    /// <summary>Installs an exported detector, and compares what the program finds with it with what is there.</summary>
    public static IReadOnlyDictionary<string, double> Figures(DetectorExport export, string task, DetectorData data)
    {
        using Workspace workspace = new();
        InstalledModel model = Install(export, task, data.Classes, workspace);
        using ModelRunner runner = ModelRunner.Open(model);
        DetectionFigures figures = new(task == ModelTasks.InstanceSegmentation ? 0.5 : null);
        DetectorLook look = new(runner, model.Card.Output.Thresholds);
        for (int i = 0; i < data.Validation.Count; i++)
        {
            figures.Add(data.Validation[i], look.At(data.Validation[i]));
        }

        return figures.Compute();
    }

    /// <summary>A model's folder, as the program writes it.</summary>
    public static InstalledModel Install(DetectorExport export, string task, IReadOnlyList<string> labels, Workspace workspace)
    {
        string folder = workspace["models/shapes"];
        ModelFolderWriter.Write(folder, RecipeOf(task), ModelOf(export, task, labels));
        return InstalledModel.Load(folder);
    }

    private static Recipe RecipeOf(string task) => new(FamilyCatalog.Names.Select(FamilyCatalog.Find).First(f => f!.Task == task)!, new SingleShotOptions())
    {
        Name = "shapes", Problem = "Which shapes are there?", Text = "", Folder = "/", Input = Input(), Training = new TrainingOptions { Epochs = 1, BatchSize = 1, Rate = 1 },
        Data = new RecipeData { Path = "shapes", Format = Training.Datasets.DatasetFormat.Coco }, Model = new RecipeModel("1.0", "Finds shapes.", "CC0-1.0", "drawn", ""),
    };

    private static TrainedModel ModelOf(DetectorExport export, string task, IReadOnlyList<string> labels) => new()
    {
        Training = new TrainingResult(1, 1, [], 1, false),
        Files = [new TrainedFile("shapes.onnx", "model", export.Network)],
        Input = CardInput.Of(Input(), export.InputName, export.DynamicBatch),
        Output = export.Output,
        Labels = task == ModelTasks.FaceDetection ? [] : labels,
    };
}
