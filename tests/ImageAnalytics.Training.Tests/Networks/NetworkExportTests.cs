using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Networks.Operations;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Tests.Networks;

public sealed class NetworkExportTests
{
    private const double Tolerance = 1e-4;

    public NetworkExportTests() => manual_seed(1);

    public static TheoryData<Operation> PictureOperations() =>
    [
        new Convolution(6, 3, 2, 1), new Convolution(8, 3, 1, 1, Groups: 4), new PhasedConvolution(3, 5), new TransposedConvolution(3), new BatchNormalization(), new InstanceNormalization(),
        new MaxPooling(3, 2, 1), new AveragePooling(), new GlobalAveragePooling(), new Enlarging(), new ReflectionPadding(2), new Dropping(0.5), new Addition(), new Concatenation(),
        .. Enum.GetValues<ActivationKind>().Select(k => new Activation(k)),
    ];

    [Theory]
    [MemberData(nameof(PictureOperations))]
    public void PictureOperation_GivesInOnnxWhatItGivesInTorch(Operation operation)
    {
        NetworkBuilder builder = new();
        string input = builder.Input("picture", 4);
        string result = operation is Addition or Concatenation ? builder.Add(operation, input, input) : builder.Add(operation, input);
        using TorchNetwork network = new("one", builder.Build(result));
        Assert.InRange(Parity.LargestDifference(network, [2, 4, 8, 12], [1, 4, 16, 8]), 0, Tolerance);
    }

    [Fact]
    public void VectorOperations_GiveInOnnxWhatTheyGiveInTorch()
    {
        NetworkBuilder builder = new();
        string result = builder.Add(new UnitLength(), builder.Add(new FullyConnected(5), builder.Input("vector", 7)));
        using TorchNetwork network = new("vectors", builder.Build(result));
        Assert.InRange(Parity.LargestDifference(network, [3, 7], [1, 7]), 0, Tolerance);
    }

    [Fact]
    public void TrainedNormalization_IsFoldedAndChangesNothing()
    {
        NetworkBuilder builder = new();
        string first = builder.ResidualBlock(builder.ConvolutionBlock(builder.Input("picture", 3), 8, stride: 2), 12, 2);
        using TorchNetwork network = new("folded", builder.Build(first, builder.Add(new GlobalAveragePooling(), first)));
        network.train();
        for (int i = 0; i < 3; i++)
        {
            using var scope = NewDisposeScope();
            network.Run((randn(4, 3, 16, 16) * 3) + 1);
        }

        Assert.InRange(Parity.LargestDifference(network, [2, 3, 16, 24], [1, 3, 32, 32]), 0, Tolerance);
        using InferenceSession session = new(Parity.Export(network, 4));
        byte[] file = Parity.Export(network, 4);
        Assert.DoesNotContain("BatchNormalization", System.Text.Encoding.Latin1.GetString(file), StringComparison.Ordinal);
        Assert.Equal(file, Parity.Export(network, 4));
    }

    [Fact]
    public void Builder_RefusesWhatDoesNotFit()
    {
        NetworkBuilder builder = new();
        string input = builder.Input("picture", 3);
        ArgumentException error = Assert.Throws<ArgumentException>(() => builder.Add(new Addition(), input, builder.Add(new Convolution(4, 1), input)));
        Assert.Contains("3, 4 channels cannot be added", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => builder.Add(new MaxPooling(), "nothing"));
    }
}
