namespace ImageAnalytics.Inference.Decoding;

/// <summary>How a box's centre follows from what a cell says; the cell's own place is added to it.</summary>
public enum CentreForm
{
    /// <summary>As it is, in cells.</summary>
    Linear,

    /// <summary>Hyperbolic tangent: up to one cell to either side.</summary>
    Tanh,

    /// <summary>Logistic function: inside the cell.</summary>
    Sigmoid,
}
