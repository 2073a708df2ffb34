using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Networks.Operations;

namespace ImageAnalytics.Training.Detectors.Features;

/// <summary>
/// Describes the features of a detector: residual blocks (He et al., Deep residual learning, 2016) at the strides 4, 8, 16 and 32, and a path from
/// coarse to fine that brings what was understood back to where it was seen (Lin et al., Feature pyramid networks, 2017).
/// </summary>
internal static class Pyramid
{
    /// <summary>The stride of the coarsest grid: sides of pictures are multiples of it.</summary>
    public const int Coarsest = 32;

    /// <summary>The description; its outputs are the grids with the wanted strides, in their order, with <see cref="PyramidOptions.Neck"/> channels each.</summary>
    /// <param name="options">Sizes.</param>
    /// <param name="channels">Channels of the picture.</param>
    /// <param name="strides">Some of <see cref="PyramidOptions.Strides"/>, fine to coarse.</param>
    public static NetworkGraph Describe(PyramidOptions options, int channels, params IReadOnlyList<int> strides)
    {
        NetworkBuilder builder = new();
        string at = builder.ConvolutionBlock(builder.Input("picture", channels), Math.Max(8, options.Widths[0] / 2), stride: 2);
        List<string> sides = [];
        for (int level = 0; level < options.Widths.Count; level++)
        {
            for (int block = 0; block < options.Blocks[level]; block++)
            {
                at = builder.ResidualBlock(at, options.Widths[level], block == 0 ? 2 : 1);
            }

            sides.Add(at);
        }

        return builder.Build([.. Back(builder, sides, options.Neck, strides)]);
    }

    private static IEnumerable<string> Back(NetworkBuilder builder, List<string> sides, int neck, IReadOnlyList<int> strides)
    {
        Dictionary<int, string> grids = [];
        string? coarser = null;
        for (int level = sides.Count - 1; level >= 0 && PyramidOptions.Strides[level] >= strides[0]; level--)
        {
            string side = builder.ConvolutionBlock(sides[level], neck, 1, activation: null);
            coarser = coarser is null ? side : builder.Add(new Addition(), side, builder.Add(new Enlarging(), coarser));
            if (strides.Contains(PyramidOptions.Strides[level]))
            {
                grids.Add(PyramidOptions.Strides[level], builder.ConvolutionBlock(builder.Add(new Activation(ActivationKind.Relu), coarser), neck));
            }
        }

        return strides.Select(s => grids[s]);
    }
}
