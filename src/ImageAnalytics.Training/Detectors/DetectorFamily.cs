using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Yaml;
using ImageAnalytics.Training.Detectors.Examples;
using ImageAnalytics.Training.Examples;
using ImageAnalytics.Training.Families;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Detectors;

/// <summary>What all families of detectors have in common: their data, and what becomes of them.</summary>
internal abstract class DetectorFamily : IModelFamily
{
    public abstract string Name { get; }

    public abstract string Task { get; }

    public abstract FamilyOptions ReadNetwork(YamlMap network);

    public IEnumerable<string> InputProblems(InputSpec input, FamilyOptions network) => DetectorCheck.InputProblems(input.Preparation);

    public TrainedModel Train(TrainingJob job, ITrainingObserver? observer, CancellationToken cancellationToken)
    {
        InputPreparation preparation = new(job.Recipe.Input);
        PictureStore train = new(job.Train.Images, preparation, cancellationToken: cancellationToken), validation = new(job.Validation.Images, preparation, cancellationToken: cancellationToken);
        using StoredExamples learned = new(train, job.Recipe.Input, job.Recipe.Augmentation, job.Recipe.Training.Seed, job.Recipe.Training.Epochs), kept = new(validation, job.Recipe.Input, null, job.Recipe.Training.Seed);
        DetectorData data = new(job.Recipe.Input, job.Train.Classes, learned, kept, job.Recipe.Training.Seed, job.Recipe.Training.BatchSize);
        observer?.DataRead([.. Notes(job.Recipe.Network, learned, kept)]);
        (TrainingResult result, DetectorExport export) = TrainNetwork(job, data, train.Digest() + validation.Digest(), observer, cancellationToken);
        return new TrainedModel
        {
            Training = result,
            Files = [new TrainedFile($"{job.Recipe.Name}.onnx", "model", export.Network)],
            Input = CardInput.Of(job.Recipe.Input, export.InputName, export.DynamicBatch),
            Output = export.Output,
            Labels = Task == ModelTasks.FaceDetection ? [] : job.Train.Classes,
            Accuracy = [.. result.History.LastOrDefault(e => e.Epoch == result.BestEpoch)?.Figures.Select(f => CardClaim.Of(f.Key, f.Value, job)) ?? []],
        };
    }

    /// <summary>Makes the family's task and trains it.</summary>
    /// <param name="job">Recipe and folder.</param>
    /// <param name="data">What is learned from.</param>
    /// <param name="digest">A hash of it.</param>
    /// <param name="observer">Is told how it goes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected abstract (TrainingResult Result, DetectorExport Export) TrainNetwork(
        TrainingJob job, DetectorData data, string digest, ITrainingObserver? observer, CancellationToken cancellationToken);

    /// <summary>The most objects that a network of these sizes finds in a picture.</summary>
    protected abstract int MostFound(FamilyOptions network);

    private IEnumerable<string> Notes(FamilyOptions network, StoredExamples learned, StoredExamples kept)
    {
        (int fromLearned, int fromKept) = (learned.LeftOut(), kept.LeftOut());
        if (fromLearned + fromKept > 0)
        {
            yield return $"{fromLearned} objects to learn from and {fromKept} to validate with are smaller than a pixel at the input's size, or outside their picture; they were left out. Give 'input' more pixels.";
        }

        int most = Enumerable.Range(0, learned.Count).Select(i => learned.Objects(i).Count(o => !o.Crowd)).DefaultIfEmpty(0).Max(), found = MostFound(network);
        if (most > found)
        {
            yield return $"A picture to learn from shows {most} objects, and this network finds at most {found}. Raise 'maxDetections' in 'network', and 'proposalsAfter' where the family has it.";
        }
    }

    /// <summary>Tells what is wrong with options where <c>network</c> stands, and that nothing else may.</summary>
    protected static T Checked<T>(YamlMap network, T options, IEnumerable<string> problems)
    {
        foreach (string problem in problems)
        {
            network.Problems.Add(network.Node, problem);
        }

        network.End();
        return options;
    }
}
