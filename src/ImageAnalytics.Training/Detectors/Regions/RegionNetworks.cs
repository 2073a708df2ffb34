using ImageAnalytics.Training.Detectors.Features;
using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Networks.Operations;

namespace ImageAnalytics.Training.Detectors.Regions;

/// <summary>The networks of a detector that proposes regions: features, proposals, what a region holds, and its mask.</summary>
internal sealed class RegionNetworks : IDisposable
{
    /// <summary>Cells of a region along each side, for its class, and for its mask.</summary>
    public const int RegionSide = 7, MaskInputSide = MaskOptions.Side / 2;

    /// <summary>Makes them with random weights.</summary>
    public RegionNetworks(RegionProposalOptions options, int channels, int classes)
    {
        Features = new TorchNetwork("features", Pyramid.Describe(options.Features, channels, options.MaskStride == options.Stride ? [options.Stride] : [options.MaskStride, options.Stride]));
        Proposals = new TorchNetwork("proposals", DescribeProposals(options));
        Regions = new TorchNetwork("regions", DescribeRegions(options, classes));
        Masks = options.Masks is { } masks ? new TorchNetwork("masks", DescribeMasks(options.Features.Neck, masks, classes)) : null;
        HeadStart.SetHidden(Regions);
        HeadStart.Set(Proposals, 0, HeadStart.Rare);
        HeadStart.Set(Proposals, 1, 0);
        HeadStart.Set(Regions, 0, 0);
        HeadStart.Set(Regions, 1, 0);
        if (Masks is not null)
        {
            HeadStart.Set(Masks, 0, 0);
        }
    }

    /// <summary>Sees the picture; gives the grid for masks, where it is a finer one, and last that for regions.</summary>
    public TorchNetwork Features { get; }

    /// <summary>Sees the features; gives a score for each anchor, [N, anchors, rows, columns], and deltas, [N, 4 × anchors, rows, columns].</summary>
    public TorchNetwork Proposals { get; }

    /// <summary>Sees the features of regions; gives scores of classes and background, which is last, [regions, classes + 1], and deltas, [regions, 4].</summary>
    public TorchNetwork Regions { get; }

    /// <summary>Sees the features of regions; gives soft masks before the logistic function, [regions, classes or 1, 28, 28]. Null without masks.</summary>
    public TorchNetwork? Masks { get; }

    public IReadOnlyList<TorchNetwork> All => Masks is null ? [Features, Proposals, Regions] : [Features, Proposals, Regions, Masks];

    public void Dispose()
    {
        foreach (TorchNetwork network in All)
        {
            network.Dispose();
        }
    }

    private static NetworkGraph DescribeProposals(RegionProposalOptions options)
    {
        NetworkBuilder builder = new();
        string shared = builder.Add(new Activation(ActivationKind.Relu), builder.Add(new Convolution(options.Features.Neck, 3, 1, 1), builder.Input("grid", options.Features.Neck)));
        return builder.Build(builder.Add(new Convolution(options.Anchors, 1), shared), builder.Add(new Convolution(4 * options.Anchors, 1), shared));
    }

    private static NetworkGraph DescribeRegions(RegionProposalOptions options, int classes)
    {
        NetworkBuilder builder = new();
        string at = builder.Add(new Flattening(RegionSide), builder.Input("regions", options.Features.Neck));
        for (int i = 0; i < 2; i++)
        {
            at = builder.Add(new Activation(ActivationKind.Relu), builder.Add(new FullyConnected(options.Hidden), at));
        }

        return builder.Build(builder.Add(new FullyConnected(classes + 1), at), builder.Add(new FullyConnected(4), at));
    }

    private static NetworkGraph DescribeMasks(int channels, MaskOptions options, int classes)
    {
        NetworkBuilder builder = new();
        string at = builder.Input("regions", channels);
        for (int i = 0; i < options.Depth; i++)
        {
            at = builder.Add(new Activation(ActivationKind.Relu), builder.Add(new Convolution(options.Channels, 3, 1, 1), at));
        }

        at = builder.Add(new Activation(ActivationKind.Relu), builder.Add(new TransposedConvolution(options.Channels), at));
        return builder.Build(builder.Add(new Convolution(options.ByClass ? classes : 1, 1), at));
    }
}
