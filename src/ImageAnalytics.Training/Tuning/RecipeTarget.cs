using System.Globalization;
using System.Text.RegularExpressions;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Results.Durable;
using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Evaluation;
using ImageAnalytics.Training.Families;
using ImageAnalytics.Training.Recipes;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Tuning;

/// <summary>
/// A recipe. Its training data are parted into what trials learn from and what they are compared with; its validation data no trial sees. A trial that
/// goes to another round trains on from its checkpoint, with the learning rates of a whole training.
/// </summary>
internal sealed partial class RecipeTarget : ITuneTarget
{
    private const double UsualShare = 0.25;
    private static readonly string[] s_fixed = ["recipe", "name", "data", "model"];
    private readonly Recipe _recipe;
    private readonly string _path, _folder;
    private readonly ModelLibrary _library;
    private readonly ITrainingObserver? _observer;
    private readonly TuningSplit _split;
    private readonly Dataset _heldOut;
    private readonly PictureHashes _hashes;
    private int? _unreadable;

    private RecipeTarget(Recipe recipe, string path, string figure, TuningSplit split, Dataset heldOut, PictureHashes hashes, string identity, string folder, ModelLibrary library, ITrainingObserver? observer)
    {
        (_recipe, _path, Figure, _split, _heldOut, _hashes, Identity) = (recipe, path, figure, split, heldOut, hashes, identity);
        (_folder, _library, _observer) = (folder, library, observer);
    }

    public string Name => _recipe.Name;

    public string Kind => "recipe";

    public string Figure { get; }

    public string Identity { get; }

    public int Revision => TrainingState.CurrentRevision;

    public int Epochs => _recipe.Training.Epochs;

    public int TunePictures => _split.Tune.Images.Count;

    public int HeldOutPictures => _heldOut.Images.Count - (_unreadable ?? 0);

    public IReadOnlyList<string> Notes =>
    [
        $"Trials learn from {_split.Rest.Images.Count} pictures and are compared on {TunePictures} others of the recipe's training data. "
        + $"Before and after are measured on its {HeldOutPictures} validation pictures, which no trial sees, with the models that were trained in the trials.",
        .. _unreadable > 0 ? (string[])[$"{_unreadable} other validation pictures could not be used."] : [],
        .. _split.Tune.CountedProblems,
    ];

    /// <summary>Reads and checks a recipe and its data.</summary>
    /// <exception cref="TuneException">Parameters, figure or data do not fit it.</exception>
    /// <exception cref="RecipeException">The recipe is wrong.</exception>
    /// <exception cref="DatasetException">Its data cannot be read.</exception>
    public static RecipeTarget Open(string path, TuneFile tune, string folder, ModelLibrary library, ITrainingObserver? observer)
    {
        Recipe recipe = RecipeReader.Load(path);
        IReadOnlyList<string> figures = TuneFigures.OfModel(recipe.Family.Task);
        if (figures.Count == 0)
        {
            throw new TuneException($"The recipe '{recipe.Name}' cannot be tuned: for the family '{recipe.Family.Name}' there is no figure on pictures to compare trials by. Recipes of classifiers and detectors can be.");
        }

        string[] problems = [.. ProblemsOf(recipe, path, tune)];
        if (problems.Length > 0)
        {
            throw new TuneException(problems);
        }

        string figure = TuneFigures.Choose(tune.Figure, figures, tune.File);
        (Dataset train, Dataset heldOut) = RecipeDataReader.Read(recipe);
        if (recipe.Family.Task == ModelTasks.FaceDetection)
        {
            // As it learns them: whatever the labels call them.
            (train, heldOut) = (AsFaces(train), AsFaces(heldOut));
        }

        observer?.DataRead(train.CountedProblems);
        PictureHashes hashes = new([.. train.Images, .. heldOut.Images]);
        TuningSplit split = TuningSplit.Of(train, tune.Share ?? UsualShare, hashes.Of);
        TuneFigures.RequireIn(figure, recipe.Name, split.Tune, heldOut);
        RequireExamples(recipe, train, split, heldOut);
        string start = string.Join('\n', recipe.StartPaths.Select(path => StartOf(recipe, path)));
        string identity = $"{recipe.Text}\n{split.Digest}\n{string.Join(' ', heldOut.Images.Select(hashes.Of))}\n{start}";
        return new RecipeTarget(recipe, path, figure, split, heldOut, hashes, identity, folder, library, observer);
    }

    private static Dataset AsFaces(Dataset data) => MergedClasses.Of(data, new int[data.Classes.Count]) with { Classes = ["face"] };

    // A class that only the comparing pictures show would fail every trial, one after the other.
    private static void RequireExamples(Recipe recipe, Dataset train, TuningSplit split, Dataset heldOut)
    {
        HashSet<int> all = SeenIn(train), learned = SeenIn(split.Rest);
        string[] lost = [.. train.Classes.Where((_, c) => all.Contains(c) && !learned.Contains(c)).Select(c => $"'{c}'")];
        string[] empty = [.. train.Classes.Where((_, c) => !all.Contains(c)).Select(c => $"'{c}'")];
        string[] problems =
        [
            .. empty.Length > 0 ? [$"The recipe '{recipe.Name}' cannot be tuned: no picture to learn from shows {string.Join(", ", empty.Take(20))}. Name the classes that count in a file, with 'classes' in its 'data', or keep fewer pictures apart."] : (string[])[],
            .. lost.Length > 0 ? [$"The recipe '{recipe.Name}' cannot be tuned: the part of its pictures that compares trials has all examples of {string.Join(", ", lost.Take(20))}, and none is left to learn from. Choose another 'share' in the tune file, or add pictures."] : (string[])[],
        ];
        if (problems.Length > 0)
        {
            throw new TuneException(problems);
        }

        foreach ((string part, Dataset data) in new[] { ("compare trials with", split.Tune), ("measure before and after with", heldOut) })
        {
            if (SeenIn(data).Count == 0)
            {
                throw new TuneException($"The recipe '{recipe.Name}' cannot be tuned: none of the {data.Images.Count} pictures to {part} shows a class. Choose another 'share' in the tune file, or add pictures.");
            }
        }
    }

    private static string StartOf(Recipe recipe, string path)
        => File.Exists(path) ? StartWeights.HashOf(path)
            : throw new TuneException($"The recipe '{recipe.Name}' cannot be tuned: the weights to start with, '{path}', are not there. Train them first, or leave 'start' away.");

    private static HashSet<int> SeenIn(Dataset data)
        => [.. data.Images.Select(i => i.ClassId).OfType<int>(), .. data.Images.SelectMany(i => i.Objects).Where(o => !o.Crowd).Select(o => o.ClassId)];

    public TrialScore Score(Trial trial, int epochs, CancellationToken cancellationToken)
    {
        Recipe recipe = RecipeOf(trial);
        recipe = recipe with { Training = recipe.Training with { PauseAfter = epochs < Epochs ? epochs : 0 } };
        // Before it trains, so that no checkpoint of other pictures stands in its way when the former ones are back.
        _hashes.RequireUnchanged([.. _split.Rest.Images, .. _split.Tune.Images], cancellationToken);
        int trained;
        try
        {
            trained = RecipeTrainer.Train(recipe, _split.Rest, _split.Tune, FolderOf(trial), _library, _observer, cancellationToken).History.Count;
        }
        catch (Exception e) when (e is RecipeException || (e is TrainingException and not TrainingDataException && e.InnerException is not (IOException or UnauthorizedAccessException or InvalidDataException)))
        {
            throw new TrialFailedException(e.Message, e);
        }

        try
        {
            return new TrialScore(ScoreOn(_split.Tune, trial, allowed: 0, cancellationToken), trained);
        }
        catch (EvaluationException e)
        {
            throw new TrialFailedException(e.Message, e);
        }
    }

    public void Drop(Trial trial) => DurableFile.TryDelete(FolderOf(trial));

    public double ScoreHeldOut(Trial trial, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(ModelOf(trial), ModelCard.FileName)))
        {
            TrainAgain(trial, cancellationToken);
        }

        return ScoreOn(_heldOut, trial, _unreadable, cancellationToken);
    }

    // The files of a trial that was beaten are gone, and it may be the best of fewer trials.
    private void TrainAgain(Trial trial, CancellationToken cancellationToken)
    {
        try
        {
            Score(trial, Epochs, cancellationToken);
        }
        catch (TrialFailedException e)
        {
            throw new TuneException($"Trial {trial.Number} of '{Name}' cannot be trained again: {e.Message}", e);
        }
    }

    public string TextOf(Trial trial, string folder)
    {
        Dictionary<string, string> values = new(trial.Values, StringComparer.Ordinal) { ["data.path"] = Moved(_recipe.Data.Path, folder) };
        if (_recipe.Data.ClassesFile is { } classes)
        {
            values["data.classes"] = Moved(classes, folder);
        }

        if (_recipe.Data.ImagesPath is { } images)
        {
            values["data.images"] = Moved(images, folder);
        }

        foreach ((int number, string start) in _recipe.Start.Index())
        {
            values[_recipe.Start.Count == 1 ? "start" : $"start.{number}"] = Moved(start, folder);
        }

        return TunePlace.InRecipe(_recipe.Text, values);
    }

    // Each value alone at its ends: what a family does not allow is told before anything trains, at the parameter's place.
    private static IEnumerable<string> ProblemsOf(Recipe recipe, string path, TuneFile tune)
    {
        foreach (TuneParameter parameter in tune.Parameters)
        {
            if (tune.Halving is not null && parameter.Name == "training.epochs")
            {
                yield return tune.ProblemOf(parameter, "'training.epochs' cannot be tuned with 'halving', which compares trials after as many epochs each. Leave one of the two away.");
                continue;
            }

            if (s_fixed.Contains(parameter.Name.Split('.')[0]))
            {
                yield return tune.ProblemOf(parameter, $"'{parameter.Name}' cannot be tuned: trials that differ in it could not be compared. Tune what is in 'training', 'augmentation', 'network' or 'input'.");
                continue;
            }

            if (parameter.Name.Split('.')[0] == "start")
            {
                yield return tune.ProblemOf(parameter, $"'{parameter.Name}' cannot be tuned: a study belongs to the weights that it begins with. Tune once for each of them, or leave it away.");
                continue;
            }

            HashSet<string> told = new(StringComparer.Ordinal);
            foreach (string value in parameter.Extremes)
            {
                foreach (string problem in ProblemsAt(recipe, path, parameter, value).Where(told.Add))
                {
                    yield return tune.ProblemOf(parameter, $"'{parameter.Name}' cannot be {value}: {problem}");
                }
            }

            // The ends may be whole numbers where nothing between them is.
            if (told.Count == 0 && parameter.Between is { } between)
            {
                foreach (string problem in ProblemsAt(recipe, path, parameter, between))
                {
                    yield return tune.ProblemOf(parameter, $"'{parameter.Name}' cannot be {between}: {problem} Say 'whole: true' for whole numbers alone.");
                }
            }
        }
    }

    private static IReadOnlyList<string> ProblemsAt(Recipe recipe, string path, TuneParameter parameter, string value)
    {
        try
        {
            RecipeReader.Parse(TunePlace.InRecipe(recipe.Text, new Dictionary<string, string> { [parameter.Name] = value }), path);
            return [];
        }
        catch (RecipeException e)
        {
            return [.. e.Problems.Select(p => LeadingPlace().Replace(p.StartsWith(path, StringComparison.Ordinal) ? p[path.Length..] : p, ""))];
        }
        catch (TrialFailedException e)
        {
            return [e.Message];
        }
    }

    private Recipe RecipeOf(Trial trial)
    {
        try
        {
            return RecipeReader.Parse(TunePlace.InRecipe(_recipe.Text, trial.Values), _path);
        }
        catch (RecipeException e)
        {
            throw new TrialFailedException(string.Join(' ', e.Problems.Select(p => LeadingPlace().Replace(p.StartsWith(_path, StringComparison.Ordinal) ? p[_path.Length..] : p, ""))), e);
        }
    }

    // Figures on other pictures cannot be compared. Those that no trial sees are looked at here for the first time: what cannot be read then is in no figure.
    private double ScoreOn(Dataset data, Trial trial, int? allowed, CancellationToken cancellationToken)
    {
        EvaluationResult result = Evaluator.Evaluate(new EvaluationRequest { Model = InstalledModel.Load(ModelOf(trial)), Data = data }, null, cancellationToken);
        if (allowed is { } count && result.Broken.Count != count)
        {
            string which = result.Broken is [var first, ..] ? $", such as '{first.Name}': {first.Message}" : ".";
            throw new TrainingDataException($"Trial {trial.Number} of '{Name}' cannot be compared with the others: {result.Broken.Count} of its {data.Images.Count} pictures cannot be read now, {count} before{which} Mend the data and run the same command again.");
        }

        _hashes.RequireUnchanged(data.Images, cancellationToken);
        _unreadable ??= ReferenceEquals(data, _heldOut) ? result.Broken.Count : null;
        return TuneFigures.Of(result, Figure);
    }

    private string FolderOf(Trial trial) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"trial-{trial.Number:00000}"));

    private string ModelOf(Trial trial) => Path.Combine(FolderOf(trial), RecipeTrainer.ModelsFolder, _recipe.Name);

    private string Moved(string path, string folder)
        => TuneValue.Of(new Inference.Yaml.YamlNode(Inference.Yaml.YamlKind.Scalar, 1, 1)
        {
            Text = Path.IsPathRooted(path) ? path : Path.GetRelativePath(folder, Path.GetFullPath(path, _recipe.Folder)), Quoted = true,
        });

    [GeneratedRegex(@"^:\d+:\d+: ")]
    private static partial Regex LeadingPlace();
}
