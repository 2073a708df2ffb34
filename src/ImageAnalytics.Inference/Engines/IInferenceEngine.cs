using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Engines;

/// <summary>A library that runs networks. Safe on several threads at once.</summary>
public interface IInferenceEngine
{
    /// <summary>Name and version, for fingerprints. The same network may answer otherwise with another.</summary>
    string Name { get; }

    /// <summary>Opens a model for one lane. Weights are shared with other sessions of the same model where the library allows it.</summary>
    /// <param name="request">The model, threads and accelerator.</param>
    /// <returns>A session; the caller disposes it.</returns>
    /// <exception cref="PluginException">Its files do not match their card, are no such network, or the accelerator is not there.</exception>
    IInferenceSession Open(SessionRequest request);
}
