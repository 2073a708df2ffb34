namespace ImageAnalytics.Inference.Decoding;

/// <summary>How a face's box follows from what a cell says. All is in cells: times the stride.</summary>
public enum FaceBoxForm
{
    /// <summary>Centre from the cell's corner, and the logarithms of the sides; <c>centre-exp</c>.</summary>
    CentreExp,

    /// <summary>Distances from the cell's corner to the left, top, right and bottom side; <c>distances</c>.</summary>
    Distances,
}
