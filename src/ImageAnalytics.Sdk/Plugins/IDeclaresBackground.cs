namespace ImageAnalytics.Sdk;

/// <summary>Optional ability of an <see cref="IAnalyzer"/>: names the colour on which the host puts transparent pixels.</summary>
/// <remarks>Without it, and with null, transparency is dropped: what is transparent shows the colour that is stored there.</remarks>
public interface IDeclaresBackground
{
    /// <summary>The colour; null to drop transparency. Constant after opening. It holds for whole images and for regions.</summary>
    BackgroundColour? Background { get; }
}
