using ImageAnalytics.Inference.Library;
using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Families;
using ImageAnalytics.Training.Torch;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Recipes;

/// <summary>Follows a recipe: reads its data, trains, and writes the model.</summary>
public static class RecipeTrainer
{
    private static readonly string[] s_written = [Trainer<IDisposable>.BestFile, Trainer<IDisposable>.LastFile, Checkpoint.FileName];

    /// <summary>The folder beneath the output that holds the model's folder, so that it can be given to <c>--models</c>.</summary>
    public const string ModelsFolder = "models";

    /// <summary>Trains, or goes on where a former call was stopped.</summary>
    /// <param name="recipe">What to do.</param>
    /// <param name="output">Receives checkpoint, weights, <c>metrics.csv</c> and the model.</param>
    /// <param name="library">Models that a family may need, such as one that finds faces.</param>
    /// <param name="observer">Is told how it goes; null for nobody.</param>
    /// <param name="cancellationToken">Stops it; a checkpoint is written, and calling this again goes on.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="DatasetException">The data cannot be read.</exception>
    /// <exception cref="RecipeException">The recipe does not fit its data.</exception>
    /// <exception cref="TrainingException">It cannot be trained.</exception>
    /// <exception cref="Sdk.PluginException">A model that the recipe names is missing or unfit.</exception>
    /// <exception cref="TorchException">The native libraries are missing.</exception>
    public static TrainingResult Train(Recipe recipe, string output, ModelLibrary library, ITrainingObserver? observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        TorchLibrary.Load();
        RequireStart(recipe, output);
        (Dataset train, Dataset validation) = Abandonment.WaitFor(() => RecipeDataReader.Read(recipe), cancellationToken);
        return Train(recipe, train, validation, output, library, observer, cancellationToken);
    }

    /// <summary>As the other, on data that were read before.</summary>
    internal static TrainingResult Train(
        Recipe recipe, Dataset train, Dataset validation, string output, ModelLibrary library, ITrainingObserver? observer, CancellationToken cancellationToken)
    {
        TorchLibrary.Load();
        RequireStart(recipe, output);
        TorchSharp.torch.manual_seed(recipe.Training.Seed);
        CurvesPage page = new(recipe, output, observer);
        page.DataRead(train.CountedProblems);
        TrainedModel model = recipe.Family.Train(new TrainingJob(recipe, train, validation, output, library), page, cancellationToken);
        string folder = Path.Combine(output, ModelsFolder, recipe.Name);
        try
        {
            page.Write();
            ModelFolderWriter.Write(folder, recipe, model);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"The training has ended, but its model could not be written to '{folder}': {e.Message} Make room and run the same command again: nothing is learned twice.", e);
        }

        return model.Training;
    }

    // Before all pictures are read. What a training began with may be gone when it goes on.
    private static void RequireStart(Recipe recipe, string output)
    {
        foreach (string start in recipe.StartPaths)
        {
            if (s_written.Any(w => start == Path.Combine(Path.GetFullPath(output), w)))
            {
                throw new TrainingDataException($"The weights to start with, '{start}', are those of this training, which writes its own there. Name another folder with --output, or copy them elsewhere and name the copy in 'start'.");
            }

            if (File.Exists(start) || File.Exists(Path.Combine(output, Checkpoint.FileName)))
            {
                continue;
            }

            throw new TrainingDataException($"The weights to start with cannot be read: there is no file '{start}'. Give 'start' the path of a 'best.safetensors' of an earlier training.");
        }
    }
}
