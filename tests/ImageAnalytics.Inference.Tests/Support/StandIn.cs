using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Library.Installing;

namespace ImageAnalytics.Inference.Tests.Support;

/// <summary>Installs a model of the catalog with a small network in place of the published one. Of its card, only lengths and hashes of files change.</summary>
internal static class StandIn
{
    /// <returns>The installed model's folder.</returns>
    public static string Install(TemporaryFolder folder, string name, byte[] network)
    {
        string text = File.ReadAllText(Path.Combine(Shared.Catalog, name, ModelCard.FileName));
        ModelCard card = ModelCard.Parse(text, name);
        Directory.CreateDirectory(folder.In("published"));
        foreach (ModelFile file in card.Files)
        {
            byte[] bytes = file.Role switch
            {
                FileRole.Model => network,
                FileRole.Labels => Encoding.UTF8.GetBytes(Labels(card)),
                _ => "A licence."u8.ToArray(),
            };
            File.WriteAllBytes(folder.In("published", file.Name), bytes);
            text = text.Replace(file.Sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)), StringComparison.Ordinal)
                .Replace($"bytes: {file.Bytes}\n", $"bytes: {bytes.Length}\n", StringComparison.Ordinal);
        }

        Directory.CreateDirectory(folder.In("catalog", name));
        File.WriteAllText(folder.In("catalog", name, ModelCard.FileName), text);
        ModelInstaller installer = new(ModelCatalog.Load(folder.In("catalog")), folder.In("models"), [new FolderSource(folder.In("published"))]);
        InstallResult result = installer.InstallAsync(name, null, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        Assert.True(result.State == InstallState.Installed, string.Join("; ", result.Messages));
        return result.Folder!;
    }

    // As many as the published file has: 1,000 of ImageNet with numbers, 80 of COCO without.
    private static string Labels(ModelCard card)
        => card.Labels.Format == LabelFormat.IndexName
            ? string.Concat(Enumerable.Range(0, 1000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},class {i}\n")))
            : string.Concat(Enumerable.Range(0, 80).Select(i => string.Create(CultureInfo.InvariantCulture, $"class {i}\n")));
}
