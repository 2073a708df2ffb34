using ImageAnalytics.Inference.Library;
using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Recipes;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Families;

/// <summary>A recipe with its data, ready to be trained.</summary>
/// <param name="Recipe">What to train and how.</param>
/// <param name="Train">What to learn from.</param>
/// <param name="Validation">What to validate with; never learned from.</param>
/// <param name="Folder">Receives checkpoint, weights and metrics.</param>
/// <param name="Library">Models that a family may need, such as one that finds faces.</param>
internal sealed record TrainingJob(Recipe Recipe, Dataset Train, Dataset Validation, string Folder, ModelLibrary Library)
{
    /// <summary>Trains the networks of a task, from its checkpoint, else from the recipe's beginning weights if it names some.</summary>
    /// <param name="task">The task; borrowed.</param>
    /// <param name="data">A hash of what is learned from, so that changed data are noticed.</param>
    /// <param name="observer">Is told how it goes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public TrainingResult Run<TBatch>(ITrainingTask<TBatch> task, string data, ITrainingObserver? observer, CancellationToken cancellationToken)
        where TBatch : IDisposable
    {
        string checkpoint = Path.Combine(Folder, Checkpoint.FileName), identity = RecipeIdentity.Of(Recipe, data);
        if (Recipe.StartPaths is { Count: > 0 } starts)
        {
            // What a training began with may be gone when it goes on, but not be another.
            string[] kept = File.Exists(checkpoint) && Checkpoint.IdentityOf(checkpoint) is { } former ? former.Split('-')[1..] : [];
            identity = string.Join('-', [identity, .. starts.Select((s, i) => File.Exists(s) ? StartWeights.HashOf(s) : kept.ElementAtOrDefault(i) ?? "gone")]);
            if (!File.Exists(checkpoint))
            {
                observer?.DataRead(StartWeights.Load(starts, task.Networks, task.Parts) is { } note ? [note] : []);
            }
        }

        using Trainer<TBatch> trainer = new(task, Recipe.Training, Folder, identity, observer);
        return trainer.Run(cancellationToken);
    }
}
