using ImageAnalytics.Training.Augmentation;
using ImageAnalytics.Training.Examples;
using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Recipes;
using ImageAnalytics.Training.Trainers;
using OpenCvSharp;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Families.Style;

/// <summary>Learns to paint any picture in the style of one: its features stay, and go together as those of the style picture do.</summary>
internal sealed class StyleTask : ITrainingTask<TensorBatch>, IDisposable
{
    private const int MostValidated = 32;

    // Content is judged by the second of the feature network's stages, where shapes are and colours are not.
    private const int ContentStage = 1;
    private readonly Recipe _recipe;
    private readonly StyleOptions _options;
    private readonly PictureStore _train, _validation;
    private readonly FeatureNetwork _features;
    private readonly Tensor[] _grams;
    private readonly TorchNetwork _network;
    private readonly Augmenter _augmenter;

    /// <param name="recipe">What is learned and how.</param>
    /// <param name="train">Pictures to paint.</param>
    /// <param name="validation">Other pictures to paint.</param>
    /// <param name="features">Judges; borrowed.</param>
    /// <param name="style">The style picture, R, G, B from 0 to 1, [1, 3, H, W]; borrowed.</param>
    public StyleTask(Recipe recipe, PictureStore train, PictureStore validation, FeatureNetwork features, Tensor style)
    {
        (_recipe, _options, _train, _validation, _features) = (recipe, (StyleOptions)recipe.Network, train, validation, features);
        using (no_grad())
        {
            _grams = [.. features.Of(style).Select(f => FeatureNetwork.Gram(f).DetachFromDisposeScope())];
        }

        _network = new TorchNetwork("style", StyleNetwork.Build(_options));
        _augmenter = new Augmenter(recipe.Augmentation with { Width = recipe.Input.Preparation.Width, Height = recipe.Input.Preparation.Height }, (ulong)recipe.Training.Seed, recipe.Training.Epochs);
    }

    public IReadOnlyList<TorchNetwork> Networks => [_network];

    public int Examples => _train.Count;

    public string Figure => "score";

    public TensorBatch Prepare(IReadOnlyList<int> examples, int epoch)
    {
        TensorBatch pictures = new(examples.Count, _recipe.Input, _recipe.Input.Preparation.Width, _recipe.Input.Preparation.Height);
        for (int i = 0; i < examples.Count; i++)
        {
            using Mat picture = _train[examples[i]].ToMat();
            pictures.Set(i, _augmenter.Apply(picture, [], epoch, examples[i]).Picture);
        }

        return pictures;
    }

    public Tensor Loss(TensorBatch batch, IDictionary<string, double> parts) => Judge(batch.ToTensor(), parts);

    public IReadOnlyDictionary<string, double> Validate()
    {
        double sum = 0;
        int count = Math.Min(MostValidated, _validation.Count);
        for (int i = 0; i < count; i++)
        {
            using var scope = NewDisposeScope();
            using TensorBatch one = new(1, _recipe.Input, _recipe.Input.Preparation.Width, _recipe.Input.Preparation.Height);
            using Mat picture = _validation[i].ToMat();
            one.Set(0, picture);
            sum += Judge(one.ToTensor(), new Dictionary<string, double>()).item<float>();
        }

        return new Dictionary<string, double> { [EpochFigures.ValidationLoss] = sum / count, ["score"] = -sum / count };
    }

    public void Dispose()
    {
        _network.Dispose();
        _augmenter.Dispose();
        foreach (Tensor gram in _grams)
        {
            gram.Dispose();
        }
    }

    private Tensor Judge(Tensor pictures, IDictionary<string, double> parts)
    {
        Tensor painted = _network.Run(pictures)[0];
        Tensor[] seen = _features.Of(painted);
        Tensor wanted = _features.Of(pictures)[ContentStage].detach();
        Tensor content = nn.functional.mse_loss(seen[ContentStage], wanted) / wanted.pow(2).mean();
        Tensor style = zeros(1);
        for (int i = 0; i < seen.Length; i++)
        {
            // Relative to the style's own size, so that every stage counts alike whatever its features' scale.
            style = style + ((FeatureNetwork.Gram(seen[i]) - _grams[i]).pow(2).sum([1, 2]).mean() / _grams[i].pow(2).sum() / seen.Length);
        }

        Tensor smooth = (painted.diff(1, 2).abs().mean() + painted.diff(1, 3).abs().mean()) * _options.SmoothWeight;
        (content, style) = (content * _options.ContentWeight, style.squeeze() * _options.StyleWeight);
        (parts["content"], parts["style"]) = (content.item<float>(), style.item<float>());
        return content + style + smooth;
    }
}
