using ImageAnalytics.Training.Detectors.Features;
using ImageAnalytics.Training.Networks;
using ImageAnalytics.Training.Networks.Operations;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Detectors.SingleShot;

/// <summary>The networks of a detector in one step: features, and a head that looks at each grid with the same weights.</summary>
internal sealed class SingleShotNetworks : IDisposable
{
    /// <summary>Largest logarithm of a distance in strides: 400 of them.</summary>
    public const double MostReach = 6;

    private readonly SingleShotOptions _options;

    /// <summary>Makes them with random weights.</summary>
    public SingleShotNetworks(SingleShotOptions options, int channels, int classes)
    {
        _options = options;
        Features = new TorchNetwork("features", Pyramid.Describe(options.Features, channels, options.Strides));
        Head = new TorchNetwork("head", DescribeHead(options, classes));
        HeadStart.Set(Head, 0, HeadStart.Rare);
        // A typical object of a grid is about two thirds of the largest that it learns; each side is half of that away.
        HeadStart.Set(Head, 1, Math.Log(options.SizePerStride / 3));
        if (options.Points)
        {
            HeadStart.Set(Head, 2, 0);
        }
    }

    public TorchNetwork Features { get; }

    public TorchNetwork Head { get; }

    /// <summary>What the cells of all grids say, one after the other: scores before the logistic function [N, cells, classes], left, top, right and bottom
    /// relative to the cell's centre in strides [N, cells, 4], and points likewise [N, cells, 10], null without.</summary>
    public (Tensor Scores, Tensor Boxes, Tensor? Points) Run(Tensor pictures)
    {
        List<Tensor> scores = [], boxes = [], points = [];
        foreach (Tensor grid in Features.Run(pictures))
        {
            Tensor[] parts = Head.Run(grid);
            scores.Add(Rows(parts[0]));
            boxes.Add(Rows(parts[1]));
            if (_options.Points)
            {
                points.Add(Rows(parts[2]));
            }
        }

        Tensor reach = cat(boxes, 1).clamp_max(MostReach).exp();
        return (cat(scores, 1), cat([-reach[.., .., ..2], reach[.., .., 2..]], 2), _options.Points ? cat(points, 1) : null);
    }

    public void Dispose()
    {
        Features.Dispose();
        Head.Dispose();
    }

    private static Tensor Rows(Tensor grid) => grid.flatten(2).transpose(1, 2);

    private static NetworkGraph DescribeHead(SingleShotOptions options, int classes)
    {
        NetworkBuilder builder = new();
        string scores = builder.Input("grid", options.Features.Neck), boxes = scores;
        for (int i = 0; i < options.HeadDepth; i++)
        {
            scores = builder.Add(new Activation(ActivationKind.Relu), builder.Add(new Convolution(options.Features.Neck, 3, 1, 1), scores));
            boxes = builder.Add(new Activation(ActivationKind.Relu), builder.Add(new Convolution(options.Features.Neck, 3, 1, 1), boxes));
        }

        List<string> outputs = [builder.Add(new Convolution(classes, 3, 1, 1), scores), builder.Add(new Convolution(4, 3, 1, 1), boxes)];
        if (options.Points)
        {
            outputs.Add(builder.Add(new Convolution(10, 3, 1, 1), boxes));
        }

        return builder.Build(outputs);
    }
}
