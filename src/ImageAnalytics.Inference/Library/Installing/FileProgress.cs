using ImageAnalytics.Inference.Cards;

namespace ImageAnalytics.Inference.Library.Installing;

/// <summary>Tells an installation's progress about one file, in the thread that reports.</summary>
internal sealed class FileProgress(IProgress<InstallProgress> outer, string model, ModelFile file) : IProgress<long>
{
    public void Report(long value) => outer.Report(new InstallProgress(model, file.Name, value, file.Bytes));
}
