using ImageAnalytics.Inference.Cards;

namespace ImageAnalytics.Training.Detectors.Examples;

/// <summary>Looks at all pictures that are kept apart for validation.</summary>
internal static class ValidationRun
{
    private const int LargestBatch = 8;

    /// <summary>Finds objects in the pictures of a batch, in their order.</summary>
    public delegate IReadOnlyList<IReadOnlyList<FoundObject>> Detector(PictureBatch batch);

    /// <summary>COCO's figures.</summary>
    /// <param name="examples">The pictures.</param>
    /// <param name="input">What the network wants to see.</param>
    /// <param name="maskThreshold">From which number on a mask's pixel counts; null where it gives no masks.</param>
    /// <param name="mostTogether">Pictures of a step in training, which memory is enough for.</param>
    /// <param name="detector">The network.</param>
    public static IReadOnlyDictionary<string, double> Figures(IDetectionExamples examples, InputSpec input, double? maskThreshold, int mostTogether, Detector detector)
    {
        DetectionFigures figures = new(maskThreshold);
        // Pictures of one size go together: filling up changes what a network sees at the border.
        List<DetectionExample> waiting = [];
        for (int i = 0; i < examples.Count; i++)
        {
            DetectionExample next = examples[i];
            if (waiting.Count == Math.Min(LargestBatch, mostTogether) || (waiting.Count > 0 && (waiting[0].Width, waiting[0].Height) != (next.Width, next.Height)))
            {
                Look(waiting, input, detector, figures);
            }

            waiting.Add(next);
        }

        if (waiting.Count > 0)
        {
            Look(waiting, input, detector, figures);
        }

        return figures.Compute();
    }

    private static void Look(List<DetectionExample> waiting, InputSpec input, Detector detector, DetectionFigures figures)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        PictureBatch batch = new([.. waiting], input);
        IReadOnlyList<IReadOnlyList<FoundObject>> found = detector(batch);
        for (int i = 0; i < found.Count; i++)
        {
            figures.Add(waiting[i], found[i]);
        }

        waiting.Clear();
    }
}
