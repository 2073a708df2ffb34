using System.CommandLine;
using System.Globalization;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Models;
using ImageAnalytics.Cli.Pipelines;
using ImageAnalytics.Cli.Running;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Evaluation;
using ImageAnalytics.Training.Recipes;
using ImageAnalytics.Training.Torch;
using ImageAnalytics.Training.Trainers;
using ImageAnalytics.Training.Tuning;

namespace ImageAnalytics.Cli.Training;

/// <summary><c>tune</c>.</summary>
internal static class TuneCommand
{
    public static Command Create()
    {
        Argument<string> file = new("file") { Description = "A tune file that names a recipe or a pipeline with 'of'; or, with --space, the recipe or pipeline itself.", HelpName = "FILE" };
        Option<string?> space = new("--space") { Description = "The tune file: which parameters to tune, over which values.", HelpName = "FILE" };
        Option<string?> output = new("--output") { Description = "Receives trials, tuned.yaml, trials.csv and the page. Default: output/tuning/NAME.", HelpName = "DIR" };
        Option<int?> trials = new("--trials") { Description = "How many trials, in place of the tune file's. More trials of one study leave those that are done as they are.", HelpName = "N" };
        trials.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int?>() is < 1 or > 100_000)
            {
                r.AddError("--trials must be from 1 to 100000.");
            }
        });
        Option<string?> data = new("--data") { Description = "The labelled pictures, for a pipeline, in place of the tune file's.", HelpName = "PATH" };
        Option<string?> format = new("--format") { Description = "How they are kept." };
        file.Validators.Add(PathOption.RequireText);
        foreach (Option<string?> path in (Option<string?>[])[space, output, data])
        {
            path.Validators.Add(PathOption.RequireText);
        }

        format.AcceptOnlyFromAmong([.. DatasetReader.FormatNames]);
        Option<string?> split = new("--split") { Description = "Only the pictures of this split. Default: all.", HelpName = "NAME" };
        Command command = new("tune", """
            Look for better values of a recipe's parameters, or of the thresholds of a pipeline's step on labelled pictures: random search and, for recipes,
            successive halving. What is written at the end is a new recipe or pipeline, with its figure before and after on pictures that no trial saw.
            Stopped or killed, the same command goes on and repeats no finished trial.

            Examples:
              imageanalytics tune recipes/parts-kind.yaml --space parts-kind.tune.yaml
              imageanalytics tune pipelines/demo.yaml --space thresholds.yaml --data output/samples/line/line/coco.json --format coco
            """)
        {
            file, space, output, trials, data, format, split,
        };
        command.SetAction((parsed, cancellation) => ModelCommandRunner.RunAsync(parsed, () => RunAsync(parsed, () =>
        {
            (string path, TuneFile tune) = ReadTune(parsed.GetRequiredValue(file), parsed.GetValue(space));
            bool given = parsed.GetValue(data) is not null;
            DatasetFormat? kept = parsed.GetValue(format) is { } word ? DatasetReader.FormatOf(word) : tune.Format;
            tune = tune with
            {
                Trials = parsed.GetValue(trials) ?? tune.Trials,
                Data = given ? Path.GetFullPath(parsed.GetValue(data)!) : tune.Data,
                Format = kept,
                Split = parsed.GetValue(split) ?? (given ? null : tune.Split),
                // Names of classes and of folders are the same for other data of the kind; the place of the pictures is not.
                Reading = given ? tune.Reading with { ImagesPath = null, LabelsFolder = kept == tune.Format ? tune.Reading.LabelsFolder : null } : tune.Reading,
            };
            return (path, tune);
        }, parsed.GetValue(output), cancellation)));
        return command;
    }

    private static (string Path, TuneFile Tune) ReadTune(string file, string? space)
    {
        TuneFile tune = TuneFileReader.Load(space ?? file);
        string? named = tune.Of is { } of ? Path.GetFullPath(of, Path.GetDirectoryName(Path.GetFullPath(tune.File))!) : null;
        string path = space is null
            ? named ?? throw new TuneException($"'{file}' does not say what to tune: it lacks 'of', the recipe or pipeline. Add it, or give that file as the argument and this one with --space.")
            : ShippedPipeline.Resolve(file);
        return named is not null && Path.GetFullPath(path) != named
            ? throw new TuneException($"'{tune.File}' is for '{named}', not for '{path}'. Leave 'of' away, or leave --space away and give only '{tune.File}'.")
            : (path, tune);
    }

    private static async Task<int> RunAsync(ParseResult parsed, Func<(string Path, TuneFile Tune)> read, string? output, CancellationToken cancellation)
    {
        TextWriter error = parsed.InvocationConfiguration.Error;
        TrialLines lines = new(error, TimeProvider.System);
        using StopSignals stop = new(cancellation);
        try
        {
            (string path, TuneFile tune) = read();
            ModelLibrary library = ModelLibrary.Default(parsed.GetValue(GlobalOptions.Models) ?? []);
            TuningResult result;
            if (TunedKind.IsRecipe(path))
            {
                string folder = output ?? FolderOf(RecipeReader.Load(path).Name);
                result = await Task.Run(() => Tuner.TuneRecipe(path, tune, folder, library, lines, lines, stop.Token), CancellationToken.None).ConfigureAwait(false);
            }
            else
            {
                PipelineReading reading = PipelineLoader.Load(path, () => new Toolbox(parsed).Preparation.Environment);
                if (reading.Pipeline is not { } pipeline)
                {
                    return PipelineChecker.Refuse(reading.Problems, parsed.InvocationConfiguration);
                }

                string folder = output ?? FolderOf(pipeline.Name);
                result = await Task.Run(() => Tuner.TunePipeline(pipeline, tune, folder, library, lines, stop.Token), CancellationToken.None).ConfigureAwait(false);
            }

            await WriteAsync(parsed, result, stop.Token).ConfigureAwait(false);
            return ExitCodes.Finished;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped. Running the same command again goes on from here.").ConfigureAwait(false);
            return ExitCodes.Stopped;
        }
        catch (Exception e) when (ProblemsOf(e) is not null)
        {
            ConsoleText.Problems(ProblemsOf(e)!);
            return lines.Begun || (e as TrainingException)?.InnerException is IOException or UnauthorizedAccessException or InvalidDataException || e is IOException or UnauthorizedAccessException ? ExitCodes.CouldNotFinish : ExitCodes.Refused;
        }
    }

    private static async Task WriteAsync(ParseResult parsed, TuningResult result, CancellationToken cancellation)
    {
        (TextWriter output, TextWriter error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        string folder = Path.GetDirectoryName(result.File)!;
        await error.WriteLineAsync(ConsoleText.Clean($"page: {await TuningPage.WriteAsync(result, Path.Combine(folder, "page"), cancellation).ConfigureAwait(false)}")).ConfigureAwait(false);
        foreach ((string name, string value) in result.Best.Values)
        {
            await output.WriteLineAsync(ConsoleText.Clean($"{name} = {value}")).ConfigureAwait(false);
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"trials={result.Trials} best={result.Best.Score:0.0000} before={(result.Before is { } before ? before.ToString("0.0000", CultureInfo.InvariantCulture) : "none")} after={result.After:0.0000} output={ConsoleText.Clean(result.File)}")).ConfigureAwait(false);
    }

    private static string FolderOf(string name) => Path.Combine("output", "tuning", name);

    private static IReadOnlyList<string>? ProblemsOf(Exception e) => e switch
    {
        TuneException tune => tune.Problems,
        RecipeException recipe => recipe.Problems,
        DatasetException data => data.Problems,
        TrainingException or TorchException or EvaluationException or IOException or UnauthorizedAccessException => [e.Message],
        _ => null,
    };
}
