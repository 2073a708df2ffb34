using ImageAnalytics.Training.Detectors.Features;
using ImageAnalytics.Training.Families;

namespace ImageAnalytics.Training.Detectors.SingleShot;

/// <summary>Sizes of a detector in one step.</summary>
internal sealed record SingleShotOptions : FamilyOptions
{
    /// <summary>The part that looks at the picture.</summary>
    public PyramidOptions Features { get; init; } = new();

    /// <summary>Strides of the grids in whose cells objects are looked for, fine to coarse; some of 4, 8, 16 and 32.</summary>
    public IReadOnlyList<int> Strides { get; init; } = [8, 16, 32];

    /// <summary>Convolutions before boxes and scores, 1 to 4.</summary>
    public int HeadDepth { get; init; } = 2;

    /// <summary>Cells around an object's centre that learn it, in strides; 0.5 to 4.</summary>
    public double CentreRadius { get; init; } = 1.5;

    /// <summary>An object is learned in the first grid whose stride times this is at least its longer side; 2 to 16.</summary>
    public double SizePerStride { get; init; } = 5;

    /// <summary>How little counts what is right already, 0 to 5 (the focal loss's gamma).</summary>
    public double Focus { get; init; } = 2;

    /// <summary>How much boxes count against scores, 0.1 to 10.</summary>
    public double BoxWeight { get; init; } = 2;

    /// <summary>How much the points of faces count, 0 to 10.</summary>
    public double PointWeight { get; init; } = 0.5;

    /// <summary>Whether five points are found with each object, which then are faces.</summary>
    public bool Points { get; init; }

    /// <summary>Confidence from which boxes count on the card, 0 to 1.</summary>
    public double MinConfidence { get; init; } = 0.3;

    /// <summary>IoU above which the less confident of two boxes of a class goes, 0 to 1.</summary>
    public double NmsThreshold { get; init; } = 0.5;

    /// <summary>Most objects in a picture, 1 to 1000.</summary>
    public int MaxDetections { get; init; } = 100;

    /// <summary>What is wrong with the numbers; empty when nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (string problem in Features.Problems())
        {
            yield return problem;
        }

        if (Strides.Count == 0 || Strides.Any(s => !PyramidOptions.Strides.Contains(s)) || !Strides.Order().Distinct().SequenceEqual(Strides))
        {
            yield return $"'strides' is [{string.Join(", ", Strides)}]; expected some of 4, 8, 16 and 32, in that order.";
        }

        if (HeadDepth is < 1 or > 4)
        {
            yield return $"'headDepth' is {HeadDepth}; expected a whole number from 1 to 4.";
        }

        if (Focus is > 0 and < 1)
        {
            // Between the two, its slope has no bound where a score is right.
            yield return FormattableString.Invariant($"'focus' is {Focus}; expected 0 for none, or at least 1.");
        }

        foreach ((string name, double value, double least, double most) in new[]
        {
            ("centreRadius", CentreRadius, 0.5, 4), ("sizePerStride", SizePerStride, 2, 16), ("focus", Focus, 0, 5), ("boxWeight", BoxWeight, 0.1, 10),
            ("pointWeight", PointWeight, 0, 10), ("minConfidence", MinConfidence, 0, 1), ("nmsThreshold", NmsThreshold, 0, 1), ("maxDetections", MaxDetections, 1, 1000),
        })
        {
            if (!(value >= least && value <= most))
            {
                yield return FormattableString.Invariant($"'{name}' is {value}; expected a number from {least} to {most}.");
            }
        }
    }
}
