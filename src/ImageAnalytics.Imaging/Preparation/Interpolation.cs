namespace ImageAnalytics.Imaging.Preparation;

/// <summary>How pixels between pixels are computed. The numbers are OpenCV's.</summary>
public enum Interpolation
{
    /// <summary>Bilinear, OpenCV's INTER_LINEAR: the four nearest pixels.</summary>
    Linear,

    /// <summary>Mean over the covered pixels, OpenCV's INTER_AREA: no aliasing when a picture shrinks a lot.</summary>
    Area,
}
