using ImageAnalytics.Training.Torch;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Tests.Torch;

public sealed class TorchLibraryTests
{
    [Fact]
    public void Load_MakesTensorsAndGradients()
    {
        TorchLibrary.Load();
        using Tensor weight = ones(3, requires_grad: true), loss = (weight * 2).sum();
        loss.backward();
        Assert.Equal([2f, 2f, 2f], weight.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Weaken_ChangesOneFlagOfTheKnownFileAndNothingElse()
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(TorchLibrary.Find(), "libLibTorchSharp.so")), changed = [.. bytes];
        Assert.Equal(1, WeakenedBinding.Weaken(changed));
        Assert.Equal(1, Enumerable.Range(0, bytes.Length).Count(i => bytes[i] != changed[i]));
    }

    [Fact]
    public void CopyOf_AnyOtherFile_IsRefused()
    {
        using Workspace workspace = new();
        string other = workspace.Write("libLibTorchSharp.so", "something else");
        TorchException error = Assert.Throws<TorchException>(() => WeakenedBinding.CopyOf(other));
        Assert.Contains("a copy that does without is made of the known file only", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void OutputFolders_HoldNoCopyOfTheLibraries()
        => Assert.Empty(Directory.EnumerateFiles(AppContext.BaseDirectory, "*torch_cpu*", SearchOption.AllDirectories));
}
