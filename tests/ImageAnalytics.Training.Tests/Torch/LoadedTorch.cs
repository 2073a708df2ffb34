using ImageAnalytics.Training.Tests.Torch;
using ImageAnalytics.Training.Torch;

[assembly: AssemblyFixture(typeof(LoadedTorch))]

namespace ImageAnalytics.Training.Tests.Torch;

/// <summary>Torch before the first test: whoever uses it before it is loaded breaks it for the whole process.</summary>
public sealed class LoadedTorch
{
    public LoadedTorch() => TorchLibrary.Load();
}
