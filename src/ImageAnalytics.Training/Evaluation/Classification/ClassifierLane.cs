using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Evaluation.Pictures;

namespace ImageAnalytics.Training.Evaluation.Classification;

/// <summary>A classifier at work as the plugin <c>classifier</c> uses it. Owns the runner.</summary>
internal sealed class ClassifierLane(ModelRunner runner) : IPictureLane<IReadOnlyList<ClassConfidence>>
{
    private const int Answers = 5;
    private readonly List<ClassConfidence> _found = [];

    public InputSize? InputSize => runner.Model.Card.Input.DecodeSize;

    public BackgroundColour? Background => runner.Background;

    /// <summary>Opens a model.</summary>
    /// <exception cref="PluginException">It cannot be opened.</exception>
    public static ClassifierLane Open(InstalledModel model) => new(ModelRunner.Open(model));

    /// <summary>The model's labels.</summary>
    public IReadOnlyList<string> Labels => runner.Labels;

    public IReadOnlyList<ClassConfidence> Look(Region whole, CancellationToken cancellationToken)
    {
        _found.Clear();
        runner.Run([whole], (_, outputs, frame, item, _) => ((IClassificationDecoder)runner.Decoder).Decode(outputs, frame, item, Answers, _found), cancellationToken);
        return [.. _found];
    }

    public void Dispose() => runner.Dispose();
}
