namespace ImageAnalytics.Training.Networks.Operations;

/// <summary>Functions that are applied to each number.</summary>
public enum ActivationKind
{
    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x, or a tenth of it below 0.</summary>
    LeakyRelu,

    /// <summary>x times the logistic function of x.</summary>
    Silu,

    /// <summary>The logistic function.</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>The exponential function.</summary>
    Exp,
}
