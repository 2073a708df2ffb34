namespace ImageAnalytics.Inference.Decoding;

/// <summary>How confidences follow from a network's class scores.</summary>
public enum ClassForm
{
    /// <summary>Softmax over all classes, the background included.</summary>
    Softmax,

    /// <summary>A logistic function for each class.</summary>
    Sigmoid,

    /// <summary>They are confidences already.</summary>
    Done,
}
