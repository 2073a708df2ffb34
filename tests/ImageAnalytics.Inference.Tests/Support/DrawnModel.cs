using System.Security.Cryptography;

namespace ImageAnalytics.Inference.Tests.Support;

/// <summary>A model folder made by a test: three classes, the mean of red, green and blue.</summary>
internal static class DrawnModel
{
    public static string Write(TemporaryFolder folder, byte[] network, Func<string, string>? edit = null, string name = "colours")
    {
        string path = folder.In(name);
        Directory.CreateDirectory(path);
        File.WriteAllBytes(Path.Combine(path, "net.onnx"), network);
        string card = Card(network, name);
        File.WriteAllText(Path.Combine(path, "model.yaml"), edit is null ? card : edit(card));
        return path;
    }

    public static string Card(byte[] network, string name = "colours") => $$"""
        card: 1
        name: {{name}}
        version: "1"
        task: classification
        summary: Says which colour is strongest.
        licence: MIT
        engine: onnx
        files:
          - name: net.onnx
            role: model
            bytes: {{network.Length}}
            sha256: {{Convert.ToHexStringLower(SHA256.HashData(network))}}
        input:
          width: 16
          height: 16
          resize: stretch
          channels: rgb
          scale: 1/255
        output:
          decoder: softmax-labels
          parameters: { softmax: true }
        labels: [red, green, blue]
        """ + "\n";
}
