using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Results.Durable;
using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Evaluation;
using ImageAnalytics.Training.Recipes;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Tuning;

/// <summary>
/// Looks for better values of a recipe's parameters or of a pipeline step's thresholds, by random search and, for recipes, successive halving. Finished
/// trials are kept in a folder: the same call again carries out only the others.
/// </summary>
public static class Tuner
{
    /// <summary>The file with the best values.</summary>
    public const string TunedFile = "tuned.yaml";

    /// <summary>Tunes a recipe.</summary>
    /// <param name="recipe">Its file.</param>
    /// <param name="tune">What to tune.</param>
    /// <param name="folder">Receives trials, <see cref="TunedFile"/> and <c>trials.csv</c>; made when it is not there.</param>
    /// <param name="library">Models that a family may need.</param>
    /// <param name="observer">Is told how trainings go; null for nobody.</param>
    /// <param name="progress">Is told of each trial that is finished now; null for nobody.</param>
    /// <param name="cancellationToken">Stops it; the same call again goes on.</param>
    /// <exception cref="TuneException">The recipe cannot be tuned so, the folder has other trials, or no trial succeeded.</exception>
    /// <exception cref="RecipeException">The recipe is wrong.</exception>
    /// <exception cref="DatasetException">Its data cannot be read.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static TuningResult TuneRecipe(
        string recipe, TuneFile tune, string folder, ModelLibrary library, ITrainingObserver? observer, IProgress<TrialRecord>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tune);
        if (tune is not { Data: null, Format: null, Split: null })
        {
            throw new TuneException($"{tune.File}: 'data', and '--data', '--format' and '--split', are for pipelines; a recipe names its data itself. Leave them away.");
        }

        string full = Path.GetFullPath(folder);
        RecipeTarget target = Abandonment.WaitFor(() => RecipeTarget.Open(recipe, tune, Path.Combine(full, "trials"), library, observer), cancellationToken);
        return Run(target, tune, full, progress, cancellationToken);
    }

    /// <summary>Tunes a step of a pipeline.</summary>
    /// <param name="pipeline">The pipeline, checked by the engine.</param>
    /// <param name="tune">What to tune, with its data.</param>
    /// <param name="folder">Receives trials, <see cref="TunedFile"/> and <c>trials.csv</c>; made when it is not there.</param>
    /// <param name="library">Where models are.</param>
    /// <param name="progress">Is told of each trial that is finished now; null for nobody.</param>
    /// <param name="cancellationToken">Stops it; the same call again goes on.</param>
    /// <exception cref="TuneException">The step cannot be tuned so, the folder has other trials, or there are no data.</exception>
    /// <exception cref="EvaluationException">Model and data do not fit together.</exception>
    /// <exception cref="Sdk.PluginException">The model cannot be opened.</exception>
    /// <exception cref="DatasetException">The data cannot be read.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static TuningResult TunePipeline(
        Pipeline pipeline, TuneFile tune, string folder, ModelLibrary library, IProgress<TrialRecord>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(tune);
        (string path, DatasetFormat format) = tune is { Data: { } data, Format: { } kept }
            ? (data, kept)
            : throw new TuneException($"{tune.File}: A pipeline is tuned on labelled pictures. Name them: 'data: {{ path: DIR, format: coco }}' in the tune file, or --data and --format.");
        string here = Path.GetDirectoryName(Path.GetFullPath(tune.File))!;
        string? FromHere(string? other) => other is null ? null : Path.GetFullPath(other, here);
        DatasetReaderOptions reading = tune.Reading with { ClassesFile = FromHere(tune.Reading.ClassesFile), ImagesPath = FromHere(tune.Reading.ImagesPath) };
        Dataset Data() => Evaluator.SplitOf(DatasetReader.Read(Path.GetFullPath(path, here), format, reading), tune.Split);
        PipelineTarget target = Abandonment.WaitFor(() => PipelineTarget.Open(pipeline, tune, library, Data), cancellationToken);
        return Run(target, tune, Path.GetFullPath(folder), progress, cancellationToken);
    }

    /// <summary>Carries out a study and writes what came of it.</summary>
    internal static TuningResult Run(ITuneTarget target, TuneFile tune, string folder, IProgress<TrialRecord>? progress, CancellationToken cancellationToken)
    {
        IReadOnlyList<Trial> trials = TrialSampler.Sample(tune.Parameters, tune.Trials, tune.Seed);
        IReadOnlyList<int> rounds = tune.Halving?.Rounds(target.Epochs) ?? [target.Epochs];
        using TrialStore store = TrialStore.Open(folder, new StudyFacts { Identity = IdentityOf(target, tune), Of = $"{target.Kind} {target.Name}", Figure = target.Figure, Revision = target.Revision });
        StudyResult study = new Study(trials, rounds, tune.Halving?.Factor ?? 1).Run(store, target, progress, cancellationToken);
        Trial best = trials.First(t => t.Number == study.Best.Number);
        double? before = study.Unchanged.Score is null ? null : target.ScoreHeldOut(trials[0], cancellationToken);
        double after = best.Number == Trial.Unchanged ? before!.Value : target.ScoreHeldOut(best, cancellationToken);
        TuningResult result = new()
        {
            Name = target.Name, Kind = target.Kind, Figure = target.Figure, Parameters = tune.Parameters, Records = study.Records, Best = study.Best, Before = before, After = after,
            TunePictures = target.TunePictures, HeldOutPictures = target.HeldOutPictures, File = Path.Combine(folder, TunedFile), Notes = target.Notes,
        };
        DurableFile.Commit(Path.Combine(folder, "trials.csv"), temporary => File.WriteAllText(temporary, TrialsTable.Of(result)));
        DurableFile.Commit(result.File, temporary => File.WriteAllText(temporary, HeadOf(result) + target.TextOf(best, folder)));
        return result;
    }

    // The number of trials is no part of it: more trials of one study leave those that are done as they are.
    private static string IdentityOf(ITuneTarget target, TuneFile tune)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{target.Kind}\n{target.Identity}\n{target.Figure}\n{tune.Seed}\n{tune.Share}\n{tune.Halving}\n");
        foreach (TuneParameter parameter in tune.Parameters)
        {
            text.Append(CultureInfo.InvariantCulture, $"{parameter with { Choices = [] }}\n{string.Join('\n', parameter.Choices)}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string HeadOf(TuningResult result)
    {
        string before = result.Before?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "none", after = result.After.ToString("0.0000", CultureInfo.InvariantCulture);
        return $"# Written by 'imageanalytics tune'; comments of the file that was tuned are not kept.\n"
            + $"# {result.Figure} on {result.HeldOutPictures} pictures that no trial saw: {before} before, {after} with these values.\n";
    }
}
