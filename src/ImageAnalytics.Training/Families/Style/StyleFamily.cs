using ImageAnalytics.Imaging;
using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Yaml;
using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Examples;
using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Onnx;
using ImageAnalytics.Training.Recipes;
using ImageAnalytics.Training.Trainers;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Families.Style;

/// <summary>Networks that paint pictures in one style.</summary>
internal sealed class StyleFamily : IModelFamily
{
    private const int MostChannels = 512, MostBlocks = 32, LargestSide = 4096;

    public string Name => "style";

    public string Task => ModelTasks.StyleTransfer;

    public bool NeedsLabels => false;

    public FamilyOptions ReadNetwork(YamlMap network)
    {
        StyleOptions standard = new();
        StyleOptions options = new()
        {
            Picture = RecipePath.Read(network, "picture"),
            PictureSide = (int)network.Whole("pictureSide", 32, LargestSide, standard.PictureSide),
            FeaturesRecipe = RecipePath.Read(network, "featuresRecipe"),
            FeaturesWeights = RecipePath.Read(network, "featuresWeights"),
            Width = (int)network.Whole("width", 2, MostChannels, standard.Width),
            Blocks = (int)network.Whole("blocks", 1, MostBlocks, standard.Blocks),
            ContentWeight = network.Number("contentWeight", 0, 1e9, standard.ContentWeight),
            StyleWeight = network.Number("styleWeight", 0, 1e9, standard.StyleWeight),
            SmoothWeight = network.Number("smoothWeight", 0, 1e9, standard.SmoothWeight),
            RunSide = (int)network.Whole("runSide", 32, LargestSide, standard.RunSide),
        };
        network.End();
        return options;
    }

    public TrainedModel Train(TrainingJob job, ITrainingObserver? observer, CancellationToken cancellationToken)
    {
        StyleOptions options = (StyleOptions)job.Recipe.Network;
        RequireFiles(job.Recipe, options);
        InputSpec input = job.Recipe.Input;
        InputPreparation preparation = new(input);
        PictureStore train = new(job.Train.Images, preparation, cancellationToken: cancellationToken), validation = new(job.Validation.Images, preparation, cancellationToken: cancellationToken);
        using FeatureNetwork features = new(Path.GetFullPath(options.FeaturesRecipe, job.Recipe.Folder), Path.GetFullPath(options.FeaturesWeights, job.Recipe.Folder));
        using Tensor style = ReadStyle(Path.GetFullPath(options.Picture, job.Recipe.Folder), options.PictureSide, input, out string digest);
        using StyleTask task = new(job.Recipe, train, validation, features, style);
        TrainingResult result = job.Run(task, train.Digest() + validation.Digest() + digest + features.Digest, observer, cancellationToken);
        InputSpec run = input with { Preparation = ShorterSide(input, options.RunSide, StyleNetwork.MultipleOf) };
        return new TrainedModel
        {
            Training = result,
            Files = [new TrainedFile($"{job.Recipe.Name}.onnx", "model", Export(job, task.Networks[0]))],
            Input = CardInput.Of(run, StyleNetwork.Input, dynamicBatch: false),
            Output = new Dictionary<string, object>
            {
                ["decoder"] = "picture",
                ["parameters"] = new Dictionary<string, object> { ["layout"] = "nchw", ["channels"] = "rgb", ["scale"] = 1 / 255.0, ["clamp"] = true },
            },
        };
    }

    public IEnumerable<string> InputProblems(InputSpec input, FamilyOptions network)
    {
        PreparationSpec size = input.Preparation;
        bool fits = size.Width > 0 && size.Width % StyleNetwork.MultipleOf == 0 && size.Height % StyleNetwork.MultipleOf == 0 && input.Channels == ChannelOrder.Rgb
            && Math.Abs(input.Scaling.Scale - (1 / 255.0)) < 1e-6 && input.Scaling.Mean.Count == 0 && input.Scaling.Std.Count == 0;
        return fits ? [] : [$"The input does not fit: a style network learns on pictures of a fixed size whose sides are multiples of {StyleNetwork.MultipleOf}, with 'channels: rgb', 'scale: 1/255' and neither mean nor std."];
    }

    // Before all pictures are read.
    private static void RequireFiles(Recipe recipe, StyleOptions options)
    {
        string[] missing =
        [
            .. new[] { ("picture", options.Picture), ("featuresRecipe", options.FeaturesRecipe), ("featuresWeights", options.FeaturesWeights) }
                .Where(f => !File.Exists(Path.GetFullPath(f.Item2, recipe.Folder))).Select(f => $"'{f.Item1}', '{Path.GetFullPath(f.Item2, recipe.Folder)}'"),
        ];
        if (missing.Length > 0)
        {
            throw new TrainingException($"'{recipe.Name}' cannot be trained: there is no file for {string.Join(", nor for ", missing)}. Correct the recipe's 'network', or train what judges first.");
        }
    }

    private static PreparationSpec ShorterSide(InputSpec input, int side, int multipleOf)
        => input.Preparation with { Mode = ResizeMode.ShorterSide, Width = 0, Height = 0, ShorterSide = side, LongerSideMax = side * 2, MultipleOf = multipleOf };

    private static Tensor ReadStyle(string path, int side, InputSpec input, out string digest)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
            ImageFile file = ImageFile.Open(bytes, ImageLimits.Default);
            using DecodedImage picture = file.Decode(background: file.HasAlpha ? input.Background : null);
            if (file.Damage is { } damage)
            {
                throw new ImageDecodeException(damage);
            }

            PixelView all = picture.Pixels;
            Region whole = new(new Image(path, digest, all.Width, all.Height), new BoundingBox(0, 0, all.Width, all.Height), all);
            InputPreparation preparation = new(input with { Preparation = ShorterSide(input, side, 1) with { Interpolation = Interpolation.Area } });
            PreparedPicture prepared = preparation.Prepare(whole);
            using TensorBatch one = new(1, input, prepared.Width, prepared.Height);
            using OpenCvSharp.Mat pixels = prepared.ToMat();
            one.Set(0, pixels);
            return one.ToTensor();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ImageDecodeException)
        {
            throw new TrainingException($"The style picture '{path}' cannot be read: {e.Message} Give 'picture' in the recipe the path of a picture.", e);
        }
    }

    private static byte[] Export(TrainingJob job, TorchNetwork network)
    {
        OnnxGraph graph = new();
        string input = graph.Input(StyleNetwork.Input, "batch", 3, "height", "width");
        graph.Output(NetworkExport.Write(graph, network, "", input)[0], "painted", OnnxType.Real, "batch", 3, "height", "width");
        return OnnxFile.Write(graph, job.Recipe.Name);
    }
}
