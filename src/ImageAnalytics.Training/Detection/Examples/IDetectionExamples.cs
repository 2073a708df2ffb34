namespace ImageAnalytics.Training.Detection.Examples;

/// <summary>Prepared pictures with objects, to be learned from or to validate with.</summary>
/// <remarks>Safe on several threads at once.</remarks>
internal interface IDetectionExamples
{
    /// <summary>How many there are.</summary>
    int Count { get; }

    /// <summary>A picture as it is.</summary>
    DetectionExample this[int index] { get; }

    /// <summary>A picture altered at random, which follows from the generator alone.</summary>
    DetectionExample Altered(int index, Random random);
}
