using ImageAnalytics.Training.Networks;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Tests.Detectors;

/// <summary>Runs an exported graph and compares numbers.</summary>
internal static class OnnxParity
{
    /// <summary>The outputs for a picture: shapes and numbers; whole numbers as floats.</summary>
    public static (long[] Shape, float[] Numbers)[] Run(InferenceSession session, Tensor input)
    {
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(input.Floats(), input.shape);
        using RunOptions options = new();
        using var found = session.Run(options, session.InputNames, [value], session.OutputNames);
        return [.. found.Select(f => (f.GetTensorTypeAndShape().Shape, NumbersOf(f)))];
    }

    /// <summary>Fails unless every output is as expected. Sizes of boxes are in pixels, so differences count relative to numbers above 1.</summary>
    public static void AssertEqual(InferenceSession session, Tensor input, IReadOnlyList<Tensor> expected, double tolerance)
    {
        (long[] Shape, float[] Numbers)[] found = Run(session, input);
        Assert.Equal(expected.Count, found.Length);
        for (int i = 0; i < found.Length; i++)
        {
            Assert.Equal(expected[i].shape, found[i].Shape);
            Assert.InRange(LargestDifference(expected[i].Floats(), found[i].Numbers), 0, tolerance);
        }
    }

    /// <summary>The largest difference, relative to numbers above 1.</summary>
    public static double LargestDifference(float[] expected, float[] found)
        => expected.Zip(found).Select(p => Math.Abs(p.First - p.Second) / Math.Max(1, Math.Abs(p.First))).DefaultIfEmpty(0).Max();

    private static float[] NumbersOf(OrtValue value)
        => value.GetTensorTypeAndShape().ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Int64
            ? [.. value.GetTensorDataAsSpan<long>().ToArray().Select(n => (float)n)]
            : value.GetTensorDataAsSpan<float>().ToArray();
}
