using ImageAnalytics.Training.Augmentation;
using ImageAnalytics.Training.Examples;
using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Recipes;
using ImageAnalytics.Training.Trainers;
using OpenCvSharp;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Families.Classification;

/// <summary>Learns which class a whole picture belongs to.</summary>
internal sealed class ClassifierTask : ITrainingTask<ClassifierBatch>, IDisposable
{
    private const int LargestValidationBatch = 256;
    private readonly Recipe _recipe;
    private readonly ClassifierOptions _options;
    private readonly PictureStore _train, _validation;
    private readonly float[]? _classWeights;
    private readonly int _classes;
    private readonly TorchNetwork _network;
    private readonly Augmenter _augmenter;

    public ClassifierTask(Recipe recipe, PictureStore train, PictureStore validation, int classes)
    {
        (_recipe, _options, _train, _validation, _classes) = (recipe, (ClassifierOptions)recipe.Network, train, validation, classes);
        _network = new TorchNetwork("classifier", GraphOf(_options));
        _augmenter = new Augmenter(recipe.Augmentation with { Width = train[0].Width, Height = train[0].Height }, (ulong)recipe.Training.Seed, recipe.Training.Epochs);
        _classWeights = _options.Balanced ? ClassWeights.Balanced(Enumerable.Range(0, train.Count).Select(i => train.Image(i).ClassId!.Value), classes) : null;
    }

    public IReadOnlyList<TorchNetwork> Networks => [_network];

    public IReadOnlyList<NetworkGraph> Parts => [.. _options.Members.Select(m => GraphOf(_options with { Members = [m] }))];

    public int Examples => _train.Count;

    public string Figure => "top1";

    public ClassifierBatch Prepare(IReadOnlyList<int> examples, int epoch)
    {
        PreparedPicture first = _train[examples[0]];
        TensorBatch pictures = new(examples.Count, _recipe.Input, first.Width, first.Height);
        for (int i = 0; i < examples.Count; i++)
        {
            using Mat picture = _train[examples[i]].ToMat();
            pictures.Set(i, _augmenter.Apply(picture, [], epoch, examples[i]).Picture);
        }

        long[] classes = [.. examples.Select(e => (long)_train.Image(e).ClassId!.Value)];
        if (_options.Mixup <= 0)
        {
            return new ClassifierBatch(pictures, classes, null, 1);
        }

        float share = (float)BetaDistribution.Symmetric(_options.Mixup, ExampleSeed.Random(_recipe.Training.Seed, epoch, examples[0]));
        return new ClassifierBatch(pictures, classes, [.. classes.Skip(1), classes[0]], share);
    }

    public Tensor Loss(ClassifierBatch batch, IDictionary<string, double> parts)
    {
        Tensor pictures = batch.Pictures.ToTensor(), classes = tensor(batch.Classes);
        if (batch.Others is null)
        {
            return CrossEntropy(_network.Run(pictures), classes);
        }

        Tensor[] answers = _network.Run((pictures * batch.Share) + (pictures.roll(-1, 0) * (1 - batch.Share)));
        return (CrossEntropy(answers, classes) * batch.Share) + (CrossEntropy(answers, tensor(batch.Others)) * (1 - batch.Share));
    }

    public IReadOnlyDictionary<string, double> Validate()
    {
        double right = 0, inFive = 0, loss = 0;
        // No more than in a step: what there is memory for is known of that alone.
        int batch = Math.Min(LargestValidationBatch, _recipe.Training.BatchSize);
        for (int from = 0; from < _validation.Count; from += batch)
        {
            using var scope = NewDisposeScope();
            int count = Math.Min(batch, _validation.Count - from);
            PreparedPicture first = _validation[from];
            using TensorBatch pictures = new(count, _recipe.Input, first.Width, first.Height);
            for (int i = 0; i < count; i++)
            {
                using Mat picture = _validation[from + i].ToMat();
                pictures.Set(i, picture);
            }

            Tensor classes = tensor([.. Enumerable.Range(from, count).Select(i => (long)_validation.Image(i).ClassId!.Value)]);
            Tensor answers = ClassifierNetwork.Answer(_network, _options, pictures.ToTensor());
            loss += nn.functional.cross_entropy(answers, classes).item<float>() * count;
            Tensor best = answers.topk((int)Math.Min(5, answers.shape[1]), 1).indexes;
            Tensor hits = best.eq(classes.unsqueeze(1));
            right += hits.narrow(1, 0, 1).sum().item<long>();
            inFive += hits.sum().item<long>();
        }

        return new Dictionary<string, double> { ["top1"] = right / _validation.Count, ["top5"] = inFive / _validation.Count, [EpochFigures.ValidationLoss] = loss / _validation.Count };
    }

    public void Dispose()
    {
        _network.Dispose();
        _augmenter.Dispose();
    }

    private NetworkGraph GraphOf(ClassifierOptions options)
        => ClassifierNetwork.Build(options, _recipe.Input.ChannelCount(), Math.Min(_train[0].Width, _train[0].Height), _classes);

    // The sum, not the mean: each network learns as fast as it would alone.
    private Tensor CrossEntropy(Tensor[] answers, Tensor classes)
    {
        // Each picture has the weight of its own class: as an argument, the weights would also decide to which other classes smoothing gives most.
        // Divided by the number of pictures, not by the sum of their weights: in a batch without a rare class the frequent ones count little.
        Tensor? weights = _classWeights is null ? null : tensor(_classWeights).index_select(0, classes);
        return answers.Select(a => nn.functional.cross_entropy(a, classes, label_smoothing: _options.LabelSmoothing, reduction: nn.Reduction.None))
            .Select(losses => (weights is null ? losses : losses * weights).sum())
            .Aggregate((sum, loss) => sum + loss) / classes.shape[0];
    }
}
