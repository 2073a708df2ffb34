using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Training.Families.Classification;
using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Recipes;
using ImageAnalytics.Training.Trainers;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Families.Style;

/// <summary>The features that one of our own classifiers sees in a picture. It does not learn.</summary>
internal sealed class FeatureNetwork : IDisposable
{
    private const double White = 255;
    private const int FewestStages = 2;
    private readonly TorchNetwork _network;
    private readonly Tensor _factor, _offset;

    /// <summary>Reads the classifier.</summary>
    /// <exception cref="RecipeException">Its recipe is wrong or of another family.</exception>
    /// <exception cref="TrainingException">Its weights are missing or do not fit.</exception>
    public FeatureNetwork(string recipePath, string weightsPath)
    {
        Recipe recipe = RecipeReader.Load(recipePath);
        if (recipe.Network is not ClassifierOptions options || recipe.Input.Channels == ChannelOrder.Grey)
        {
            throw new RecipeException($"'{recipePath}' cannot judge pictures: its family is {recipe.Family.Name} and its channels are {recipe.Input.Channels}. Name the recipe of a classifier that sees colours.");
        }

        if (options.Members[0].Widths.Count < FewestStages)
        {
            throw new RecipeException($"'{recipePath}' cannot judge pictures: its network has {options.Members[0].Widths.Count} stage; expected at least {FewestStages}. Name the recipe of a classifier with more 'widths'.");
        }

        _network = new TorchNetwork("classifier", ClassifierNetwork.BuildFeatures(options, recipe.Input.ChannelCount()));
        StartWeights.LoadAll(weightsPath, [_network]);
        Digest = $"{recipe.Text}\n{StartWeights.HashOf(weightsPath)}";
        _network.eval();
        foreach (TorchSharp.Modules.Parameter weight in _network.parameters())
        {
            weight.requires_grad = false;
        }

        PixelScaling scaling = recipe.Input.Scaling;
        _factor = tensor([.. Enumerable.Range(0, 3).Select(c => (float)(White * scaling.Factor(c)))], [1, 3, 1, 1]);
        _offset = tensor([.. Enumerable.Range(0, 3).Select(c => (float)scaling.Offset(c))], [1, 3, 1, 1]);
        Reversed = recipe.Input.Channels == ChannelOrder.Bgr;
    }

    /// <summary>Changes with what judges.</summary>
    public string Digest { get; }

    private bool Reversed { get; }

    /// <summary>The features of each stage, [N, C, H, W].</summary>
    /// <param name="pictures">R, G, B from 0 to 1, [N, 3, H, W]; borrowed.</param>
    public Tensor[] Of(Tensor pictures) => _network.Run(((Reversed ? pictures.flip(1) : pictures) * _factor) + _offset);

    /// <summary>How features go together, whatever their place (Gatys et al., 2016): [N, C, C].</summary>
    public static Tensor Gram(Tensor features)
    {
        Tensor flat = features.flatten(2);
        return flat.bmm(flat.transpose(1, 2)) / (flat.shape[1] * flat.shape[2]);
    }

    public void Dispose()
    {
        _network.Dispose();
        _factor.Dispose();
        _offset.Dispose();
    }
}
