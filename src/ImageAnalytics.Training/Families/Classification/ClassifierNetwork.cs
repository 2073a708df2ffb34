using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Networks.Operations;
using ImageAnalytics.Training.Onnx;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Families.Classification;

/// <summary>A residual network (He et al., 2016), or a plain one, with one number for each class.</summary>
internal static class ClassifierNetwork
{
    /// <summary>Name of the input.</summary>
    public const string Input = "picture";

    private const int Columns = 3;

    /// <summary>Describes the network.</summary>
    /// <param name="options">Its size.</param>
    /// <param name="channels">Channels of the picture.</param>
    /// <param name="side">The picture's shorter side.</param>
    /// <param name="classes">Classes.</param>
    public static NetworkGraph Build(ClassifierOptions options, int channels, int side, int classes)
    {
        NetworkBuilder builder = new();
        string at = Stages(builder, options, channels)[^1];
        if (options.Plain > 0)
        {
            return builder.Build(PlainEnd(builder, Dropped(builder, at, options), options.PlainSideAfter(side), classes));
        }

        if (options.Head > 0)
        {
            Convolution all = new(options.Head, SideAfter(options, side), Bias: false);
            at = builder.Add(new Activation(ActivationKind.Relu), builder.Add(new BatchNormalization(), builder.Add(all, at)));
        }

        at = Dropped(builder, builder.Add(new GlobalAveragePooling(), at), options);
        return builder.Build(builder.Add(new FullyConnected(classes), at));
    }

    /// <summary>The part that sees features: the same layers under the same names, giving the result of each stage.</summary>
    /// <param name="options">Its size.</param>
    /// <param name="channels">Channels of the picture.</param>
    public static NetworkGraph BuildFeatures(ClassifierOptions options, int channels)
    {
        NetworkBuilder builder = new();
        return builder.Build(Stages(builder, options, channels));
    }

    /// <summary>What the model says of pictures.</summary>
    /// <param name="network">The network that <see cref="Build"/> described.</param>
    /// <param name="options">The same as there.</param>
    /// <param name="pictures">Borrowed; shape [N, C, H, W].</param>
    /// <returns>The scores, [N, classes]; the caller disposes them, or the scope around it.</returns>
    public static Tensor Answer(TorchNetwork network, ClassifierOptions options, Tensor pictures)
    {
        Tensor scores = network.Run(pictures)[0];
        return options.Mirrored ? (scores + network.Run(pictures.flip(Columns))[0]) / 2 : scores;
    }

    /// <summary>Writes to ONNX what <see cref="Answer"/> computes.</summary>
    /// <param name="graph">Receives it.</param>
    /// <param name="network">The network that <see cref="Build"/> described.</param>
    /// <param name="options">The same as there.</param>
    /// <param name="pictures">The pictures' name in the graph.</param>
    /// <returns>The scores' name in the graph.</returns>
    public static string Write(OnnxGraph graph, TorchNetwork network, ClassifierOptions options, string pictures)
    {
        if (!options.Mirrored)
        {
            return NetworkExport.Write(graph, network, "", pictures)[0];
        }

        // From the last column to before the first, backwards.
        string[] range = [graph.Numbers("mirror.from", [-1]), graph.Numbers("mirror.to", [int.MinValue]), graph.Numbers("mirror.axis", [Columns]), graph.Numbers("mirror.step", [-1])];
        string mirrored = graph.Add("Slice", "mirror", [pictures, .. range]);
        string both = graph.Add("Concat", "both", [pictures, mirrored], new() { ["axis"] = 0L });
        string[] halves = graph.AddMany("Split", "half", NetworkExport.Write(graph, network, "", both), 2, new() { ["axis"] = 0L });
        return graph.Add("Mean", "mean", halves);
    }

    private static string Dropped(NetworkBuilder builder, string at, ClassifierOptions options)
        => options.Dropout > 0 ? builder.Add(new Dropping(options.Dropout), at) : at;

    // A layer that is connected with every place, and normalized as all others are.
    private static string PlainEnd(NetworkBuilder builder, string at, int side, int classes)
    {
        string scores = builder.Add(new BatchNormalization(), builder.Add(new Convolution(classes, side, Bias: false), at));
        return builder.Add(new Flattening(1), scores);
    }

    private static List<string> PlainStages(NetworkBuilder builder, ClassifierOptions options, int channels)
    {
        List<string> stages = [];
        string at = builder.Input(Input, channels);
        foreach (double width in options.Widths)
        {
            at = builder.Add(new Convolution((int)width, options.Plain, Bias: false), at);
            at = builder.Add(new Activation(ActivationKind.Relu), builder.Add(new BatchNormalization(), at));
            stages.Add(at);
        }

        return stages;
    }

    private static List<string> Stages(NetworkBuilder builder, ClassifierOptions options, int channels)
    {
        if (options.Plain > 0)
        {
            return PlainStages(builder, options, channels);
        }

        List<string> stages = [];
        string at = builder.ConvolutionBlock(builder.Input(Input, channels), (int)options.Widths[0], stride: options.StemStride);
        for (int stage = 0; stage < options.Widths.Count; stage++)
        {
            for (int block = 0; block < options.BlocksOf(stage); block++)
            {
                at = builder.ResidualBlock(at, (int)options.Widths[stage], block == 0 && stage > 0 ? 2 : 1);
            }

            stages.Add(at);
        }

        return stages;
    }

    private static int SideAfter(ClassifierOptions options, int side)
    {
        int cells = (side + options.StemStride - 1) / options.StemStride;
        for (int stage = 1; stage < options.Widths.Count; stage++)
        {
            cells = options.BlocksOf(stage) > 0 ? (cells + 1) / 2 : cells;
        }

        return cells;
    }
}
