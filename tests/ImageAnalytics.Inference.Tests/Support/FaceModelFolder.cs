using System.Security.Cryptography;
using ImageAnalytics.Inference.Library;

namespace ImageAnalytics.Inference.Tests.Support;

/// <summary>The card of a published embedding model over a small network of the same shape, so that the card is tried without the model.</summary>
internal static class FaceModelFolder
{
    /// <summary>Writes the model.</summary>
    public static InstalledModel Write(TemporaryFolder folder, string name, byte[] network, Func<string, string>? edit = null)
    {
        string card = File.ReadAllText(Path.Combine(Shared.Catalog, name, "model.yaml"));
        string files = card[card.IndexOf("files:", StringComparison.Ordinal)..card.IndexOf("input:", StringComparison.Ordinal)];
        card = card.Replace(files, $"files:\n  - {{ name: net.onnx, role: model, bytes: {network.Length}, sha256: {Convert.ToHexStringLower(SHA256.HashData(network))} }}\n");
        string path = folder.In(name);
        Directory.CreateDirectory(path);
        File.WriteAllBytes(Path.Combine(path, "net.onnx"), network);
        File.WriteAllText(Path.Combine(path, "model.yaml"), edit is null ? card : edit(card));
        return InstalledModel.Load(path);
    }
}
