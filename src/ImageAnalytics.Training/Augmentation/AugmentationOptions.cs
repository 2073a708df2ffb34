namespace ImageAnalytics.Training.Augmentation;

/// <summary>How pictures are changed by chance while training. Everything is off by default; each value is the bound of an even draw.</summary>
public sealed record AugmentationOptions
{
    /// <summary>Columns of the result; null to keep the picture's.</summary>
    public int? Width { get; init; }

    /// <summary>Rows of the result; null to keep the picture's.</summary>
    public int? Height { get; init; }

    /// <summary>How the picture comes to the result's size.</summary>
    /// <value><see cref="AugmentationFit.Contain"/></value>
    public AugmentationFit Fit { get; init; } = AugmentationFit.Contain;

    /// <summary>Probability of a mirror image, left to right; 0 to 1.</summary>
    public double FlipHorizontal { get; init; }

    /// <summary>Probability of a mirror image, top to bottom; 0 to 1.</summary>
    public double FlipVertical { get; init; }

    /// <summary>Whether the picture is turned by 0, 90, 180 or 270 degrees, each as likely.</summary>
    public bool QuarterTurns { get; init; }

    /// <summary>Turned by at most so many degrees either way; 0 to 180.</summary>
    public double Rotation { get; init; }

    /// <summary>The smallest factor of size; 0.05 to 20, drawn evenly in its logarithm.</summary>
    /// <value>1</value>
    public double ScaleFrom { get; init; } = 1;

    /// <summary>The largest factor of size; at least <see cref="ScaleFrom"/>, at most 20.</summary>
    /// <value>1</value>
    public double ScaleTo { get; init; } = 1;

    /// <summary>Stretched in one direction against the other by at most this share; 0 to 0.9.</summary>
    public double Stretch { get; init; }

    /// <summary>Slanted: a row moves sideways by at most this share of its distance from the middle; 0 to 1.</summary>
    public double Shear { get; init; }

    /// <summary>Moved by at most this share of the result's sides; 0 to 1.</summary>
    public double Shift { get; init; }

    /// <summary>Bent: points move by at most this share of the result's shorter side; 0 to 0.25 of <see cref="ElasticGrid"/>, so that nothing folds over.</summary>
    public double Elastic { get; init; }

    /// <summary>The distance at which the bending changes, as a share of the result's shorter side; 0.05 to 1.</summary>
    /// <value>0.25</value>
    public double ElasticGrid { get; init; } = 0.25;

    /// <summary>Lighter or darker by at most this share of full white; 0 to 1.</summary>
    public double Brightness { get; init; }

    /// <summary>Contrast changed by at most this share; 0 to 1.</summary>
    public double Contrast { get; init; }

    /// <summary>Exponent between 1 / (1 + Gamma) and 1 + Gamma; 0 to 4.</summary>
    public double Gamma { get; init; }

    /// <summary>Colours stronger or weaker by at most this share; 0 to 1.</summary>
    public double Saturation { get; init; }

    /// <summary>Hues turned by at most so many degrees; 0 to 180.</summary>
    public double Hue { get; init; }

    /// <summary>Noise of at most this standard deviation, in shades of 255; 0 to 128.</summary>
    public double Noise { get; init; }

    /// <summary>Blur of at most this standard deviation, in pixels of the result; 0 to 10.</summary>
    public double Blur { get; init; }

    /// <summary>How many rectangles are covered; 0 to 64.</summary>
    public int Cutouts { get; init; }

    /// <summary>The longest side of a covered rectangle, as a share of the result's sides; 0 to 1.</summary>
    /// <value>0.25</value>
    public double CutoutSide { get; init; } = 0.25;

    /// <summary>Probability that a picture gets bending, noise, blur and cutouts, drawn for each of the four; 0 to 1.</summary>
    /// <value>1</value>
    public double Occasion { get; init; } = 1;

    /// <summary>How strong changes are in the last epoch, as a share of how strong they are in the first; 0 to 1. Mirror images and quarter turns stay.</summary>
    /// <value>1, as strong to the end</value>
    /// <remarks>Strong changes keep a network from learning pictures by heart, weak ones at the end teach it how pictures really are.</remarks>
    public double FinalStrength { get; init; } = 1;

    /// <summary>An object of which less than this share is still to be seen is dropped; 0 to 1.</summary>
    /// <value>0.25</value>
    public double MinVisible { get; init; } = 0.25;

    /// <summary>What stands where the picture does not reach.</summary>
    public AugmentationBorder Border { get; init; }

    /// <summary>The shade of the border and of cutouts; 0 to 255.</summary>
    /// <value>0, black</value>
    public int Shade { get; init; }

    /// <summary>The options of one epoch, between full strength in the first and <see cref="FinalStrength"/> in the last.</summary>
    /// <param name="epoch">From 0.</param>
    /// <param name="epochs">How many there are.</param>
    public AugmentationOptions InEpoch(int epoch, int epochs)
    {
        if (FinalStrength == 1 || epoch <= 0 || epochs <= 1)
        {
            return this;
        }

        double strength = 1 - ((1 - FinalStrength) * Math.Min(1, (double)epoch / (epochs - 1)));
        return this with
        {
            Rotation = Rotation * strength,
            ScaleFrom = Math.Pow(ScaleFrom, strength),
            ScaleTo = Math.Pow(ScaleTo, strength),
            Stretch = Stretch * strength,
            Shear = Shear * strength,
            Shift = Shift * strength,
            Elastic = Elastic * strength,
            Brightness = Brightness * strength,
            Contrast = Contrast * strength,
            Gamma = Gamma * strength,
            Saturation = Saturation * strength,
            Hue = Hue * strength,
            Noise = Noise * strength,
            Blur = Blur * strength,
            CutoutSide = CutoutSide * strength,
        };
    }

    /// <summary>Says what is wrong with the values, all at once.</summary>
    /// <returns>Whole sentences; empty when all is right.</returns>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        void Check(string name, double value, double from, double to)
        {
            if (!(value >= from && value <= to))
            {
                problems.Add(FormattableString.Invariant($"{name} is {value}, but must be from {from} to {to}."));
            }
        }

        Check(nameof(Width), Width ?? 1, 1, 16_384);
        Check(nameof(Height), Height ?? 1, 1, 16_384);
        Check(nameof(FlipHorizontal), FlipHorizontal, 0, 1);
        Check(nameof(FlipVertical), FlipVertical, 0, 1);
        Check(nameof(Rotation), Rotation, 0, 180);
        Check(nameof(ScaleFrom), ScaleFrom, 0.05, 20);
        Check(nameof(ScaleTo), ScaleTo, ScaleFrom, 20);
        Check(nameof(Stretch), Stretch, 0, 0.9);
        Check(nameof(Shear), Shear, 0, 1);
        Check(nameof(Shift), Shift, 0, 1);
        Check(nameof(ElasticGrid), ElasticGrid, 0.05, 1);
        Check(nameof(Elastic), Elastic, 0, 0.25 * ElasticGrid);
        Check(nameof(Brightness), Brightness, 0, 1);
        Check(nameof(Contrast), Contrast, 0, 1);
        Check(nameof(Gamma), Gamma, 0, 4);
        Check(nameof(Saturation), Saturation, 0, 1);
        Check(nameof(Hue), Hue, 0, 180);
        Check(nameof(Noise), Noise, 0, 128);
        Check(nameof(Blur), Blur, 0, 10);
        Check(nameof(Cutouts), Cutouts, 0, 64);
        Check(nameof(CutoutSide), CutoutSide, 0, 1);
        Check(nameof(Occasion), Occasion, 0, 1);
        Check(nameof(FinalStrength), FinalStrength, 0, 1);
        Check(nameof(MinVisible), MinVisible, 0, 1);
        Check(nameof(Shade), Shade, 0, 255);
        return problems;
    }
}
