using System.Security.Cryptography;

namespace ImageAnalytics.Testing;

/// <summary>Models that tests make up.</summary>
internal static class TestModels
{
    /// <summary>Puts a classifier with a right card, and whatever bytes as its network, where the program looks for models.</summary>
    public static void Install(Workspace workspace, string name, byte[] network)
    {
        workspace.Write($"models/{name}/model.yaml", $$"""
            card: 1
            name: {{name}}
            version: "1.0"
            task: classification
            summary: A test's own model.
            licence: MIT
            source: a test
            engine: onnx
            files:
              - { name: model.onnx, role: model, bytes: {{network.Length}}, sha256: {{Convert.ToHexStringLower(SHA256.HashData(network))}} }
            input: { name: data, width: 32, height: 32, resize: stretch, channels: bgr, layout: nchw, number: fp32 }
            output:
              decoder: softmax-labels
              parameters: { softmax: false }
              thresholds: { minConfidence: 0, top: 1 }
            labels: ["no", "yes"]
            """);
        File.WriteAllBytes(workspace[$"models/{name}/model.onnx"], network);
    }
}
