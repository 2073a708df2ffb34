using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Onnx;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Tests.Networks;

/// <summary>Compares what a network computes in torch with what ONNX Runtime computes from its export.</summary>
internal static class Parity
{
    /// <summary>The largest difference of any number of any output.</summary>
    /// <param name="network">The network.</param>
    /// <param name="shapes">Shapes of an input to try, one after the other with one exported file.</param>
    public static double LargestDifference(TorchNetwork network, params long[][] shapes)
    {
        network.eval();
        using InferenceSession session = new(Export(network, shapes[0].Length));
        double largest = 0;
        foreach (long[] shape in shapes)
        {
            using var scope = NewDisposeScope();
            using var off = no_grad();
            Tensor input = randn(shape);
            Tensor[] expected = network.Run(input);
            using OrtValue value = OrtValue.CreateTensorValueFromMemory(input.Floats(), shape);
            using RunOptions options = new();
            using var found = session.Run(options, session.InputNames, [value], session.OutputNames);
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i].shape, found[i].GetTensorTypeAndShape().Shape);
                float[] numbers = expected[i].Floats();
                ReadOnlySpan<float> actual = found[i].GetTensorDataAsSpan<float>();
                for (int k = 0; k < numbers.Length; k++)
                {
                    largest = Math.Max(largest, Math.Abs(numbers[k] - actual[k]));
                }
            }
        }

        return largest;
    }

    /// <summary>The exported file, with a batch and sizes that may vary.</summary>
    public static byte[] Export(TorchNetwork network, int dimensions)
    {
        OnnxGraph graph = new();
        object[] shape = dimensions == 4 ? ["batch", network.Graph.Channels[network.Graph.Inputs[0]], "height", "width"] : ["batch", network.Graph.Channels[network.Graph.Inputs[0]]];
        string input = graph.Input(network.Graph.Inputs[0], shape);
        string[] outputs = NetworkExport.Write(graph, network, "", input);
        for (int i = 0; i < outputs.Length; i++)
        {
            graph.Output(outputs[i], $"out{i}", OnnxType.Real);
        }

        return OnnxFile.Write(graph, network.GetName());
    }
}
