using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Examples;

/// <summary>Brings pictures to a network's size. Used on several threads at once.</summary>
internal interface IPicturePreparation
{
    /// <summary>The size that is looked at, which pictures may be decoded down to; null where every pixel is needed.</summary>
    InputSize? InputSize { get; }

    /// <summary>What transparent pixels are put on; null to drop transparency.</summary>
    BackgroundColour? Background { get; }

    /// <summary>Prepares a picture.</summary>
    /// <param name="whole">All of it, perhaps at a reduced scale; borrowed.</param>
    /// <returns>The prepared picture; null where it shows nothing to learn from.</returns>
    PreparedPicture? Prepare(Region whole);
}
