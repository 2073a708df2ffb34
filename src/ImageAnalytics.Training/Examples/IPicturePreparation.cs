using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Training.Examples;

/// <summary>Brings pictures to a network's size. Used on several threads at once.</summary>
internal interface IPicturePreparation
{
    /// <summary>What transparent pixels are put on; null to drop transparency.</summary>
    BackgroundColour? Background { get; }

    /// <summary>Prepares a picture.</summary>
    /// <param name="picture">Its pixels, CV_8UC3; borrowed.</param>
    /// <returns>The prepared picture; null where it shows nothing to learn from.</returns>
    PreparedPicture? Prepare(Mat picture);
}
