namespace ImageAnalytics.Inference.Decoding;

/// <summary>How a box's sides follow from what a cell says.</summary>
public enum SizeForm
{
    /// <summary>Logistic function: a fraction of the picture.</summary>
    Sigmoid,

    /// <summary>Exponential, in cells.</summary>
    Exp,
}
