using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Training.Datasets;

namespace ImageAnalytics.Training.Tuning;

/// <summary>A step of a pipeline that looks at whole pictures. Its model looks at each picture once; trials choose among what it found.</summary>
internal sealed class PipelineTarget : ITuneTarget
{
    private const double UsualShare = 0.5;
    private static readonly string[] s_detectors = ["single-shot-detector", "region-proposal-detector", "mask-rcnn"];
    private static readonly string[] s_plugins = [.. s_detectors, "classifier"];
    private readonly Pipeline _pipeline;
    private readonly StepDefinition _step;
    private readonly string _digest;
    private readonly InstalledModel _model;
    private readonly TuningSplit _split;
    private readonly Func<Dataset, CancellationToken, IKeptAnswers> _look;
    private IKeptAnswers? _tune, _heldOut;

    private PipelineTarget(Pipeline pipeline, StepDefinition step, InstalledModel model, string figure, TuningSplit split, Func<Dataset, CancellationToken, IKeptAnswers> look)
    {
        (_pipeline, _step, _model, Figure, _split, _look) = (pipeline, step, model, figure, split, look);
        _digest = split.Digest;
    }

    public string Name => _pipeline.Name;

    public string Kind => "pipeline";

    public string Figure { get; }

    public int Revision => 0;

    public string Identity => $"{_pipeline.SourceText}\n{_model.ContentHash}\n{_digest}";

    public int Epochs => 0;

    public int TunePictures => _tune?.Pictures ?? _split.Tune.Images.Count;

    public int HeldOutPictures => _heldOut?.Pictures ?? _split.Rest.Images.Count;

    public IReadOnlyList<string> Notes =>
    [
        $"The step '{_step.Id}' with the model '{_model.Name}': trials are compared on {TunePictures} of the labelled pictures; before and after are measured on the other {HeldOutPictures}, which no trial sees.",
        .. _step.Plugin == "mask-rcnn" ? (string[])["Boxes are compared, masks are not."] : [],
        .. NotesOf(_tune).Intersect(NotesOf(_heldOut)),
        .. NotesOf(_tune).Except(NotesOf(_heldOut)).Select(n => $"Of the pictures that compare trials: {n}"),
        .. NotesOf(_heldOut).Except(NotesOf(_tune)).Select(n => $"Of the others: {n}"),
        .. _split.Tune.CountedProblems.Except(NotesOf(_tune)),
    ];

    /// <summary>Checks a step and its data.</summary>
    /// <param name="pipeline">The pipeline, checked by the engine.</param>
    /// <param name="tune">What is tuned, with its data.</param>
    /// <param name="library">Where models are.</param>
    /// <param name="data">The labelled pictures.</param>
    /// <exception cref="TuneException">Parameters or figure do not fit the pipeline, or the step cannot be tuned.</exception>
    public static PipelineTarget Open(Pipeline pipeline, TuneFile tune, ModelLibrary library, Func<Dataset> data)
    {
        StepDefinition step = StepOf(pipeline, tune);
        InstalledModel model = library.Find(step.Models["model"]);
        IReadOnlyList<string> figures = TuneFigures.OfStep(model.Task);
        bool finds = s_detectors.Contains(step.Plugin);
        string[] problems = [.. tune.Parameters.SelectMany(p => KeptOptions.ProblemsOf(p, finds, model).Select(s => tune.ProblemOf(p, s)))];
        if (problems.Length > 0 || figures.Count == 0)
        {
            throw new TuneException(problems.Length > 0 ? problems : [$"The step '{step.Id}' cannot be tuned: its model '{model.Name}' is for {model.Task}."]);
        }

        if (tune.Halving is not null)
        {
            throw new TuneException($"{tune.File}: 'halving' is for recipes: a pipeline's trials do not train, so each has everything at once. Leave it away.");
        }

        string figure = TuneFigures.Choose(tune.Figure, figures, tune.File);
        TuningSplit split = TuningSplit.Of(data(), tune.Share ?? UsualShare);
        if (finds)
        {
            RequireObjects(step, split);
        }

        KeptOptions standard = KeptOptions.Of(step.Options, model);
        return new PipelineTarget(pipeline, step, model, figure, split, finds
            ? (part, cancellation) => KeptDetections.Look(model, part, standard, tune.Parameters, cancellation)
            : (part, cancellation) => KeptClasses.Look(model, part, standard, cancellation));
    }

    public TrialScore Score(Trial trial, int epochs, CancellationToken cancellationToken)
        => new((_tune ??= _look(_split.Tune, cancellationToken)).Score(OptionsOf(trial), Figure), 0);

    public void Drop(Trial trial)
    {
    }

    public double ScoreHeldOut(Trial trial, CancellationToken cancellationToken)
    {
        // Where all trials were done before, nobody has looked yet at the pictures that compared them; what is told counts them.
        _tune ??= _look(_split.Tune, cancellationToken);
        return (_heldOut ??= _look(_split.Rest, cancellationToken)).Score(OptionsOf(trial), Figure);
    }

    public string TextOf(Trial trial, string folder) => YamlEdit.MovePaths(TunePlace.InPipeline(_pipeline.SourceText, trial.Values), Path.GetDirectoryName(Path.GetFullPath(_pipeline.FileName))!, folder);

    // Before the first trial: a part without objects would fail after the last one. Data without any are told by the evaluation.
    private static void RequireObjects(StepDefinition step, TuningSplit split)
    {
        foreach ((string part, Dataset data, Dataset other) in new[] { ("compare trials with", split.Tune, split.Rest), ("measure before and after with", split.Rest, split.Tune) })
        {
            if (!Marks(data) && Marks(other))
            {
                throw new TuneException($"The step '{step.Id}' cannot be tuned: none of the {data.Images.Count} pictures to {part} shows an object. Choose another 'share' in the tune file, or add pictures.");
            }
        }
    }

    private static bool Marks(Dataset data) => data.Images.Any(i => i.Objects.Count > 0);

    private static IReadOnlyList<string> NotesOf(IKeptAnswers? answers) => answers?.Notes ?? [];

    private static Dictionary<string, string> OptionsOf(Trial trial) => trial.Values.ToDictionary(v => TunePlace.OptionOf(v.Key), v => v.Value);

    private static StepDefinition StepOf(Pipeline pipeline, TuneFile tune)
    {
        string[] names = [.. tune.Parameters.Select(p => TunePlace.StepOf(p.Name)).Distinct()];
        string[] unknown = [.. tune.Parameters.Where(p => pipeline.Steps.All(s => s.Id != TunePlace.StepOf(p.Name)))
            .Select(p => tune.ProblemOf(p, $"'{p.Name}' names no step of the pipeline '{pipeline.Name}'. Its steps: {string.Join(", ", pipeline.Steps.Select(s => s.Id))}."))];
        if (unknown.Length > 0)
        {
            throw new TuneException(unknown);
        }

        if (names.Length > 1)
        {
            throw new TuneException($"{tune.File}: The parameters are of {names.Length} steps: {string.Join(", ", names)}. Tune one step after the other: none of them decides about another's figure.");
        }

        StepDefinition step = pipeline.Steps.First(s => s.Id == names[0]);
        return step.On is not null
            ? throw new TuneException($"The step '{step.Id}' cannot be tuned: it looks at what '{step.On}' found, and the labels say nothing about such parts of pictures. Tune '{step.On}', or train and tune the model of '{step.Id}'.")
            : !s_plugins.Contains(step.Plugin)
                ? throw new TuneException($"The step '{step.Id}' cannot be tuned: its plugin is '{step.Plugin}'; expected one of: {string.Join(", ", s_plugins)}.")
                : step;
    }
}
