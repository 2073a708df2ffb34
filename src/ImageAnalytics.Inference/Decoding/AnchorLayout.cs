namespace ImageAnalytics.Inference.Decoding;

/// <summary>How the numbers of an anchor head lie; each anchor of a cell has four for the box, one for the objectness, and one for each class.</summary>
public enum AnchorLayout
{
    /// <summary>[N, anchors × numbers, rows, columns], as convolutions give it.</summary>
    ChannelsCells,

    /// <summary>[N, rows, columns, anchors × numbers], as TensorFlow's convolutions give it.</summary>
    CellsChannels,

    /// <summary>[N, anchors, rows, columns, numbers], as YOLOv5's training heads give it.</summary>
    AnchorsCells,
}
