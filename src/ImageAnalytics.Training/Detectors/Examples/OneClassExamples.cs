namespace ImageAnalytics.Training.Detectors.Examples;

/// <summary>Examples whose objects are all of class 0.</summary>
/// <param name="examples">The examples; borrowed.</param>
internal sealed class OneClassExamples(IDetectionExamples examples) : IDetectionExamples
{
    public int Count => examples.Count;

    public DetectionExample this[int index] => Of(examples[index]);

    public IReadOnlyList<ExampleObject> Objects(int index) => Of(examples.Objects(index));

    public DetectionExample Altered(int index, int epoch) => Of(examples.Altered(index, epoch));

    private static DetectionExample Of(DetectionExample example) => example with { Objects = Of(example.Objects) };

    private static IReadOnlyList<ExampleObject> Of(IReadOnlyList<ExampleObject> objects) => [.. objects.Select(o => o with { ClassId = 0 })];
}
