using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Library.Installing;

namespace ImageAnalytics.Inference.Tests.Support;

/// <summary>The catalog's models, installed once for all tests from the shared folders.</summary>
public sealed class InstalledCatalog : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Model(string name)
    {
        string models = Shared.Path_("models"), tensorFlow = Shared.Path_("models-tf");
        lock (_folder)
        {
            ModelInstaller installer = new(ModelCatalog.Load(Shared.Catalog), _folder.Path, [new FolderSource(models), new FolderSource(tensorFlow)]);
            InstallResult result = installer.InstallAsync(name, null, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
            Assert.True(result.State is InstallState.Installed or InstallState.AlreadyThere, string.Join("; ", result.Messages));
            return result.Folder!;
        }
    }

    public void Dispose() => _folder.Dispose();
}
