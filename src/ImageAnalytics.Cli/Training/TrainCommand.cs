using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Reporting;
using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Recipes;
using ImageAnalytics.Training.Torch;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Cli.Training;

/// <summary><c>train</c>.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        Argument<string> recipe = new("recipe") { Description = "The recipe: what to train, on what data, and how.", HelpName = "RECIPE" };
        Option<string?> output = new("--output") { Description = "Receives checkpoint, weights, figures and the model. Default: output/training/NAME.", HelpName = "DIR" };
        Option<string?> data = new("--data") { Description = "The data, in place of the recipe's path.", HelpName = "PATH" };
        Option<int?> seed = new("--seed") { Description = "Decides about all that is random, in place of the recipe's seed.", HelpName = "N" };
        Option<int?> epochs = new("--epochs") { Description = "Passes over the data, in place of the recipe's.", HelpName = "N" };
        Command command = new("train", """
            Train a model by a recipe. Stopped or killed, the same command goes on from the last checkpoint and ends with the same model.
            The model is a folder under DIR/models, ready for a pipeline: give DIR/models to --models, or copy it to where models are.

            Examples:
              imageanalytics train recipes/parts-kind.yaml
              imageanalytics train recipes/digits-mnist.yaml --data data/mnist --seed 2 --output output/training/digits-2
            """);
        seed.Validators.Add(result => RequireAtLeast(result, "--seed", 0));
        epochs.Validators.Add(result => RequireAtLeast(result, "--epochs", 1));
        command.Add(recipe);
        command.Add(output);
        command.Add(data);
        command.Add(seed);
        command.Add(epochs);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(
            parsed, parsed.GetRequiredValue(recipe), parsed.GetValue(output), parsed.GetValue(data), parsed.GetValue(seed), parsed.GetValue(epochs), cancellation), CancellationToken.None));
        return command;
    }

    private static int Run(ParseResult parsed, string path, string? output, string? data, int? seed, int? epochs, CancellationToken cancellation)
    {
        TextWriter error = parsed.InvocationConfiguration.Error;
        using StopSignals stop = new(cancellation);
        TrainingLines lines = new(error);
        try
        {
            if (new[] { output, data }.Any(p => p?.Length == 0))
            {
                throw new RecipeException("'--output' or '--data' is empty; expected a path.");
            }

            Recipe recipe = RecipeReader.Load(path);
            recipe = recipe with
            {
                Data = data is null ? recipe.Data : recipe.On(data).Data,
                Training = recipe.Training with { Seed = seed ?? recipe.Training.Seed, Epochs = epochs ?? recipe.Training.Epochs },
            };
            string folder = Path.GetFullPath(output ?? Path.Combine("output", "training", recipe.Name));
            TrainingResult result = RecipeTrainer.Train(
                recipe, folder, ModelLibrary.Default(parsed.GetValue(GlobalOptions.Models) ?? []), lines, stop.Token);
            error.WriteLine($"page: {Path.Combine(folder, ReportWriter.PageName)}");
            parsed.InvocationConfiguration.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"model={recipe.Name} epochs={result.History.Count} best_epoch={result.BestEpoch} best={result.BestFigure:0.0000} seconds={result.Seconds:0} output={Path.Combine(folder, RecipeTrainer.ModelsFolder, recipe.Name)}"));
            return ExitCodes.Finished;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("Stopped. Running the same command again goes on from here.");
            return ExitCodes.Stopped;
        }
        catch (Exception e) when (ProblemsOf(e) is not null)
        {
            ConsoleText.Problems(ProblemsOf(e)!);
            return lines.Begun ? ExitCodes.CouldNotFinish : ExitCodes.Refused;
        }
    }

    private static void RequireAtLeast(OptionResult result, string name, int least)
    {
        if (result.Tokens is [{ Value: { } text }] && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value < least)
        {
            result.AddError($"{name} is {text}; expected a whole number from {least}.");
        }
    }

    private static IReadOnlyList<string>? ProblemsOf(Exception e) => e switch
    {
        RecipeException recipe => recipe.Problems,
        DatasetException data => data.Problems,
        PluginException plugin => plugin.Problems,
        TrainingException or TorchException or IOException or UnauthorizedAccessException => [e.Message],
        _ => null,
    };
}
