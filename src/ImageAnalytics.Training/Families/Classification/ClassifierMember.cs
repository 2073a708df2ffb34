namespace ImageAnalytics.Training.Families.Classification;

/// <summary>One network of a classifier.</summary>
internal sealed record ClassifierMember
{
    /// <summary>Channels of each stage; from one to the next, rows and columns are halved.</summary>
    public IReadOnlyList<double> Widths { get; init; } = [32, 64, 128];

    /// <summary>Residual blocks of each stage; one number stands for all stages. A first stage with none is the first convolution alone.</summary>
    public IReadOnlyList<double> Blocks { get; init; } = [2];

    /// <summary>
    /// Side of the kernels of a plain network: one convolution for each of the widths, none padded, so that places are kept to the end and pictures
    /// are small (An et al., An ensemble of simple convolutional neural network models for MNIST, 2020, section 3); 0 for a residual network.
    /// </summary>
    public int Plain { get; init; }

    /// <summary>By what the first convolution divides rows and columns.</summary>
    public int StemStride { get; init; } = 1;

    /// <summary>Channels of a last convolution as large as what the stages leave of the picture, so that it matters where something is; 0 to average places away.</summary>
    public int Head { get; init; }

    /// <summary>Share of the features that are dropped at random before the last layer.</summary>
    public double Dropout { get; init; }

    /// <summary>Rows that a plain network leaves of so many; 0 or less where the picture is too small.</summary>
    public int PlainSideAfter(int side) => side - (Widths.Count * (Plain - 1));

    /// <summary>Residual blocks of a stage.</summary>
    public int BlocksOf(int stage) => (int)Blocks[Blocks.Count == 1 ? 0 : stage];
}
