namespace ImageAnalytics.Training.Detectors.Examples;

/// <summary>Prepared pictures with objects, to be learned from or to validate with.</summary>
internal interface IDetectionExamples
{
    /// <summary>How many there are.</summary>
    int Count { get; }

    /// <summary>A picture as it is.</summary>
    DetectionExample this[int index] { get; }

    /// <summary>The objects of a picture as it is; may be known without reading it.</summary>
    IReadOnlyList<ExampleObject> Objects(int index) => this[index].Objects;

    /// <summary>A picture altered by chance, which follows from these numbers and the training's seed alone. Used on one thread at a time.</summary>
    DetectionExample Altered(int index, int epoch);
}
