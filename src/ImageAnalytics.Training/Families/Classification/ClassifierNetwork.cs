using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Networks.Operations;
using ImageAnalytics.Training.Onnx;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Families.Classification;

/// <summary>Residual networks (He et al., 2016), or plain ones, with one number for each class.</summary>
internal static class ClassifierNetwork
{
    /// <summary>Name of the input.</summary>
    public const string Input = "picture";

    private const int Columns = 3;

    /// <summary>Describes the networks, each with an output of its own.</summary>
    /// <param name="options">Their sizes.</param>
    /// <param name="channels">Channels of the picture.</param>
    /// <param name="side">The picture's shorter side.</param>
    /// <param name="classes">Classes.</param>
    public static NetworkGraph Build(ClassifierOptions options, int channels, int side, int classes)
    {
        NetworkBuilder builder = new();
        string picture = builder.Input(Input, channels);
        return builder.Build([.. options.Members.Select(m => Scores(builder, m, picture, side, classes))]);
    }

    /// <summary>The part of the first network that sees features: the same layers under the same names, giving the result of each stage.</summary>
    /// <param name="options">Its size.</param>
    /// <param name="channels">Channels of the picture.</param>
    public static NetworkGraph BuildFeatures(ClassifierOptions options, int channels)
    {
        NetworkBuilder builder = new();
        return builder.Build(Stages(builder, options.Members[0], builder.Input(Input, channels)));
    }

    /// <summary>What the model says of pictures.</summary>
    /// <param name="network">The network that <see cref="Build"/> described.</param>
    /// <param name="options">The same as there.</param>
    /// <param name="pictures">Borrowed; shape [N, C, H, W].</param>
    /// <returns>The scores, [N, classes]; the caller disposes them, or the scope around it.</returns>
    public static Tensor Answer(TorchNetwork network, ClassifierOptions options, Tensor pictures)
    {
        Tensor[] scores = [.. network.Run(pictures), .. options.Mirrored ? network.Run(pictures.flip(Columns)) : []];
        return scores is [Tensor only] ? only : stack(scores).mean([0]);
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
            return Mean(graph, "members", NetworkExport.Write(graph, network, "", pictures));
        }

        // From the last column to before the first, backwards.
        string[] range = [graph.Numbers("mirror.from", [-1]), graph.Numbers("mirror.to", [int.MinValue]), graph.Numbers("mirror.axis", [Columns]), graph.Numbers("mirror.step", [-1])];
        string mirrored = graph.Add("Slice", "mirror", [pictures, .. range]);
        string both = graph.Add("Concat", "both", [pictures, mirrored], new() { ["axis"] = 0L });
        string scores = Mean(graph, "members", NetworkExport.Write(graph, network, "", both));
        return Mean(graph, "mean", graph.AddMany("Split", "half", [scores], 2, new() { ["axis"] = 0L }));
    }

    private static string Mean(OnnxGraph graph, string name, string[] scores)
        => scores is [string only] ? only : graph.Add("Mean", name, scores);

    private static string Scores(NetworkBuilder builder, ClassifierMember member, string picture, int side, int classes)
    {
        string at = Stages(builder, member, picture)[^1];
        if (member.Plain > 0)
        {
            return PlainEnd(builder, Dropped(builder, at, member), member.PlainSideAfter(side), classes);
        }

        if (member.Head > 0)
        {
            Convolution all = new(member.Head, SideAfter(member, side), Bias: false);
            at = builder.Add(new Activation(ActivationKind.Relu), builder.Add(new BatchNormalization(), builder.Add(all, at)));
        }

        at = Dropped(builder, builder.Add(new GlobalAveragePooling(), at), member);
        return builder.Add(new FullyConnected(classes), at);
    }

    private static string Dropped(NetworkBuilder builder, string at, ClassifierMember member)
        => member.Dropout > 0 ? builder.Add(new Dropping(member.Dropout), at) : at;

    // A layer that is connected with every place, and normalized as all others are.
    private static string PlainEnd(NetworkBuilder builder, string at, int side, int classes)
    {
        string scores = builder.Add(new BatchNormalization(), builder.Add(new Convolution(classes, side, Bias: false), at));
        return builder.Add(new Flattening(1), scores);
    }

    private static List<string> PlainStages(NetworkBuilder builder, ClassifierMember member, string picture)
    {
        List<string> stages = [];
        string at = picture;
        foreach (double width in member.Widths)
        {
            at = builder.Add(new Convolution((int)width, member.Plain, Bias: false), at);
            at = builder.Add(new Activation(ActivationKind.Relu), builder.Add(new BatchNormalization(), at));
            stages.Add(at);
        }

        return stages;
    }

    private static List<string> Stages(NetworkBuilder builder, ClassifierMember member, string picture)
    {
        if (member.Plain > 0)
        {
            return PlainStages(builder, member, picture);
        }

        List<string> stages = [];
        string at = builder.ConvolutionBlock(picture, (int)member.Widths[0], stride: member.StemStride);
        for (int stage = 0; stage < member.Widths.Count; stage++)
        {
            for (int block = 0; block < member.BlocksOf(stage); block++)
            {
                at = builder.ResidualBlock(at, (int)member.Widths[stage], block == 0 && stage > 0 ? 2 : 1);
            }

            stages.Add(at);
        }

        return stages;
    }

    private static int SideAfter(ClassifierMember member, int side)
    {
        int cells = (side + member.StemStride - 1) / member.StemStride;
        for (int stage = 1; stage < member.Widths.Count; stage++)
        {
            cells = member.BlocksOf(stage) > 0 ? (cells + 1) / 2 : cells;
        }

        return cells;
    }
}
