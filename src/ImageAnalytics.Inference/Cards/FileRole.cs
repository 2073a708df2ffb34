namespace ImageAnalytics.Inference.Cards;

/// <summary>What a file of a model is for.</summary>
public enum FileRole
{
    /// <summary>The network with its weights.</summary>
    Model,

    /// <summary>The network's description where weights are apart (Darknet .cfg).</summary>
    Config,

    /// <summary>The names of the classes.</summary>
    Labels,

    /// <summary>The licence's text.</summary>
    Licence,

    /// <summary>Anything else that belongs to the model, such as ONNX external data.</summary>
    Other,
}
