namespace ImageAnalytics.Imaging.Preparation;

/// <summary>How a picture of any size becomes one of the model's size.</summary>
public enum ResizeMode
{
    /// <summary>Both sides are scaled on their own to the input's size; the aspect ratio may change.</summary>
    Stretch,

    /// <summary>Scaled with its aspect ratio until it fits inside the input; the rest is filled with one grey value.</summary>
    Letterbox,

    /// <summary>Scaled with its aspect ratio until its shorter side has a given length; the input's size follows the picture.</summary>
    ShorterSide,

    /// <summary>Scaled with its aspect ratio until its shorter side has a given length; then the centre is cut out.</summary>
    Crop,

    /// <summary>Both sides are scaled on their own to one length, whatever the aspect ratio; then the centre is cut out.</summary>
    StretchCrop,
}
