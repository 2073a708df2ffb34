using ImageAnalytics.Training.Augmentation;
using ImageAnalytics.Training.Examples;
using ImageAnalytics.Training.Families.Classification;
using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Recipes;
using ImageAnalytics.Training.Trainers;
using OpenCvSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Families.Faces;

/// <summary>Learns vectors in which faces of one person lie near each other. Validated on people that it never saw.</summary>
internal sealed class FaceEmbeddingTask : ITrainingTask<ClassifierBatch>, IDisposable
{
    /// <summary>How many faces of each person are enrolled when it is validated.</summary>
    public const int Enrolled = 3;

    private const int LargestValidationBatch = 128, Columns = 3;
    private readonly Recipe _recipe;
    private readonly FaceEmbeddingOptions _options;
    private readonly PictureStore _train, _validation;
    private readonly Dictionary<int, long> _people;
    private readonly TorchNetwork _embedding, _directions;
    private readonly Augmenter _augmenter;

    public FaceEmbeddingTask(Recipe recipe, PictureStore train, PictureStore validation)
    {
        (_recipe, _options, _train, _validation) = (recipe, (FaceEmbeddingOptions)recipe.Network, train, validation);
        _people = train.Usable.Select(i => train.Image(i).ClassId!.Value).Distinct().Order().Select((p, i) => (p, i)).ToDictionary(p => p.p, p => (long)p.i);
        _embedding = new TorchNetwork("embedding", FaceEmbeddingNetwork.Build(_options, recipe.Input.ChannelCount(), recipe.Input.Preparation.Width));
        _directions = new TorchNetwork("directions", FaceEmbeddingNetwork.Directions(_options, _people.Count));
        _augmenter = new Augmenter(recipe.Augmentation with { Width = recipe.Input.Preparation.Width, Height = recipe.Input.Preparation.Height }, (ulong)recipe.Training.Seed, recipe.Training.Epochs);
    }

    public IReadOnlyList<TorchNetwork> Networks => [_embedding, _directions];

    public int Examples => _train.Usable.Count;

    public string Figure => "score";

    public ClassifierBatch Prepare(IReadOnlyList<int> examples, int epoch)
    {
        TensorBatch pictures = new(examples.Count, _recipe.Input, _recipe.Input.Preparation.Width, _recipe.Input.Preparation.Height);
        for (int i = 0; i < examples.Count; i++)
        {
            int index = _train.Usable[examples[i]];
            using Mat picture = _train[index].ToMat();
            pictures.Set(i, _augmenter.Apply(picture, [], epoch, index).Picture);
        }

        return new ClassifierBatch(pictures, [.. examples.Select(e => _people[_train.Image(_train.Usable[e]).ClassId!.Value])], null, 1);
    }

    public Tensor Loss(ClassifierBatch batch, IDictionary<string, double> parts)
    {
        Tensor measurements = _embedding.Run(batch.Pictures.ToTensor())[0];
        Linear directions = (Linear)_directions.ModuleOf(_directions.Graph.Nodes[0])!;
        return AngularMargin.Loss(measurements, directions.weight!, tensor(batch.Classes), _options.Margin, _options.Scale);
    }

    public IReadOnlyDictionary<string, double> Validate()
    {
        IReadOnlyList<(int Person, float[] Vector)> faces = Describe();
        double rankOne = FaceFigures.RankOne(faces, Enrolled), pairs = FaceFigures.BestTolerance(faces).Accuracy;
        return new Dictionary<string, double> { ["rank1"] = rankOne, ["pairs"] = pairs, ["score"] = double.IsNaN(rankOne) ? pairs : (rankOne + pairs) / 2 };
    }

    /// <summary>The vectors of the validation faces.</summary>
    public IReadOnlyList<(int Person, float[] Vector)> Describe()
    {
        List<(int, float[])> faces = [];
        foreach (int[] some in _validation.Usable.Chunk(Math.Min(LargestValidationBatch, _recipe.Training.BatchSize)))
        {
            using var scope = NewDisposeScope();
            using var off = no_grad();
            using TensorBatch pictures = new(some.Length, _recipe.Input, _recipe.Input.Preparation.Width, _recipe.Input.Preparation.Height);
            for (int i = 0; i < some.Length; i++)
            {
                using Mat picture = _validation[some[i]].ToMat();
                pictures.Set(i, picture);
            }

            float[] numbers = Describe(pictures.ToTensor()).Floats();
            faces.AddRange(some.Select((index, i) => (_validation.Image(index).ClassId!.Value, numbers[(i * _options.Measurements)..((i + 1) * _options.Measurements)])));
        }

        return faces;
    }

    // As the program describes a face with the card's 'mirror'.
    private Tensor Describe(Tensor pictures)
    {
        Tensor vectors = _embedding.Run(pictures)[0];
        return _options.Mirrored ? nn.functional.normalize(vectors + _embedding.Run(pictures.flip(Columns))[0]) : vectors;
    }

    public void Dispose()
    {
        _embedding.Dispose();
        _directions.Dispose();
        _augmenter.Dispose();
    }
}
