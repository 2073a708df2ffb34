namespace ImageAnalytics.Inference.Cards;

/// <summary>What a file of a model is for.</summary>
public enum FileRole
{
    /// <summary>The network with its weights.</summary>
    Model,

    /// <summary>The first part of a network in two stages: features, and proposals of regions.</summary>
    Rpn,

    /// <summary>The part that says what each proposal is, and where exactly.</summary>
    Box,

    /// <summary>The part that gives a mask for each box.</summary>
    Mask,

    /// <summary>The network's description where weights are apart (Darknet .cfg).</summary>
    Config,

    /// <summary>The names of the classes.</summary>
    Labels,

    /// <summary>The licence's text.</summary>
    Licence,

    /// <summary>Anything else that belongs to the model, such as ONNX external data.</summary>
    Other,
}
