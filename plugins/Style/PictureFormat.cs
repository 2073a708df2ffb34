namespace ImageAnalytics.Plugins.Style;

/// <summary>How a made picture is kept.</summary>
public enum PictureFormat
{
    /// <summary>Every pixel as the network gave it.</summary>
    Png,

    /// <summary>Smaller, with a little loss.</summary>
    Jpeg,
}
