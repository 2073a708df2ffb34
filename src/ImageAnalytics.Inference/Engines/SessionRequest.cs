using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Engines;

/// <summary>What a session is opened for.</summary>
/// <param name="Model">The model.</param>
/// <param name="Threads">Threads that one run may use, at least 1.</param>
/// <param name="Accelerator">What runs it.</param>
/// <param name="Part">The role of the file that holds the network; differs from <see cref="FileRole.Model"/> where the model is in parts.</param>
public sealed record SessionRequest(
    InstalledModel Model, int Threads = 1, Accelerator Accelerator = Accelerator.Cpu, FileRole Part = FileRole.Model);
