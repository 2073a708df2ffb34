using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Evaluation.Pictures;

/// <summary>A model at work on one picture after another, on one thread at a time.</summary>
/// <typeparam name="TAnswer">What it says about a picture.</typeparam>
internal interface IPictureLane<out TAnswer> : IDisposable
{
    /// <summary>The size that the model looks at; null when it needs every pixel.</summary>
    InputSize? InputSize { get; }

    /// <summary>What transparent pixels are put on; null to drop transparency.</summary>
    BackgroundColour? Background { get; }

    /// <summary>Looks at a picture.</summary>
    /// <param name="whole">The picture; borrowed.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    TAnswer Look(Region whole, CancellationToken cancellationToken);
}
