using ImageAnalytics.Inference.Engines;

namespace ImageAnalytics.Inference.Tests.Support;

/// <summary>A network's output, written by a test.</summary>
internal sealed class HandMadeOutputs : IModelOutputs
{
    private readonly List<(string Name, long[] Shape, float[] Values)> _all = [];

    public IReadOnlyList<string> OutputNames => [.. _all.Select(o => o.Name)];

    public HandMadeOutputs Add(string name, long[] shape, params float[] values)
    {
        Assert.Equal(shape.Aggregate(1L, (a, b) => a * b), values.Length);
        _all.Add((name, shape, values));
        return this;
    }

    public TensorView Output(int index) => new(_all[index].Values, _all[index].Shape);
}
