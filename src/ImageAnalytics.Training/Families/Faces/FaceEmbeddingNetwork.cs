using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Networks.Operations;

namespace ImageAnalytics.Training.Families.Faces;

/// <summary>A residual network that gives a vector of length 1 for an aligned face.</summary>
internal static class FaceEmbeddingNetwork
{
    /// <summary>Name of the input.</summary>
    public const string Input = "face";

    // By what the network divides the sides of the face: the stem, and each stage after the first.
    private const int StemStride = 2;

    /// <summary>Describes the network.</summary>
    /// <param name="options">Its size.</param>
    /// <param name="channels">Channels of the picture.</param>
    /// <param name="side">Columns and rows of the aligned face.</param>
    public static NetworkGraph Build(FaceEmbeddingOptions options, int channels, int side)
    {
        NetworkBuilder builder = new();
        string at = builder.ConvolutionBlock(builder.Input(Input, channels), (int)options.Widths[0], stride: StemStride);
        int cells = Halve(side);
        for (int stage = 0; stage < options.Widths.Count; stage++)
        {
            for (int block = 0; block < options.Blocks; block++)
            {
                at = builder.ResidualBlock(at, (int)options.Widths[stage], block == 0 && stage > 0 ? 2 : 1);
            }

            cells = stage > 0 ? Halve(cells) : cells;
        }

        // Where in the face something is matters, so places are not averaged away.
        at = builder.Add(new FullyConnected(options.Measurements), builder.Add(new Flattening(cells), builder.ConvolutionBlock(at, (int)options.Widths[^1] / 4, 1)));
        return builder.Build(builder.Add(new UnitLength(), at));
    }

    /// <summary>One direction for each person; only while learning.</summary>
    public static NetworkGraph Directions(FaceEmbeddingOptions options, int people)
    {
        NetworkBuilder builder = new();
        return builder.Build(builder.Add(new FullyConnected(people), builder.Input("measurements", options.Measurements)));
    }

    private static int Halve(int side) => (side + 1) / 2;
}
