using System.Security.Cryptography;

namespace ImageAnalytics.Inference.Tests.Support;

/// <summary>Folders of two-stage models that see squares of red, green and blue, in parts and whole.</summary>
internal static class DrawnDetector
{
    /// <summary>In parts: proposals, boxes and, where wanted, masks. Red boxes are moved by two pixels to the right.</summary>
    public static string WriteParts(TemporaryFolder folder, bool masks = true, Func<string, string>? edit = null, string name = "parts", byte[]? box = null)
    {
        List<(string Name, string Role, byte[] Bytes)> files = [("rpn.onnx", "rpn", TinyNetwork.Proposals()), ("box.onnx", "box", box ?? TinyNetwork.Boxes((4, 1.25f)))];
        if (masks)
        {
            files.Add(("mask.onnx", "mask", TinyNetwork.Masks()));
        }

        return Write(folder, name, files, masks ? "instance-segmentation" : "detection", masks ? "mask-rcnn" : "two-stage", """
                proposals:
                  scores: scores
                  deltas: deltas
                  features: features
                  stride: 8
                  anchors:
                    - [0, 0, 16, 16]
                  before: 100
                  after: 50
                  nmsThreshold: 0.7
                box:
                  features: features
                  boxes: boxes
                  batch: batch
                  scores: scores
                  deltas: deltas
                  deltaWeights: [10, 10, 5, 5]
                  background: 0

            """ + (masks ? """
                mask:
                  features: features
                  boxes: boxes
                  batch: batch
                  masks: masks

            """ : ""), edit);
    }

    /// <summary>In one graph.</summary>
    public static string WriteWhole(TemporaryFolder folder, bool batched = true, bool flatMasks = false, Func<string, string>? edit = null, string rows = "R", string side = "")
        => Write(folder, "whole", [("net.onnx", "model", TinyNetwork.WholeDetector(batched, flatMasks, rows, side))], "instance-segmentation", "mask-rcnn", """
                boxes: boxes
                scores: scores
                labels: labels
                masks: masks

            """, edit);

    private static string Write(
        TemporaryFolder folder, string name, IReadOnlyList<(string Name, string Role, byte[] Bytes)> files, string task, string decoder, string parameters, Func<string, string>? edit)
    {
        string path = folder.In(name);
        Directory.CreateDirectory(path);
        foreach ((string file, _, byte[] bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(path, file), bytes);
        }

        string card = $$"""
            card: 1
            name: {{name}}
            version: "1"
            task: {{task}}
            summary: Finds coloured squares.
            licence: MIT
            engine: onnx
            files:

            """ + string.Concat(files.Select(f => $"  - {{ name: {f.Name}, role: {f.Role}, bytes: {f.Bytes.Length}, sha256: {Convert.ToHexStringLower(SHA256.HashData(f.Bytes))} }}\n")) + $$"""
            input:
              resize: shorter-side
              shorterSide: 32
              channels: rgb
              scale: 1/255
            output:
              decoder: {{decoder}}
              parameters:

            """ + parameters + """
              thresholds: { minConfidence: 0.6, nmsThreshold: 0.5, maxDetections: 20, maskThreshold: 0.5 }
            labels: [red, green, blue]

            """;
        File.WriteAllText(Path.Combine(path, "model.yaml"), edit is null ? card : edit(card));
        return path;
    }
}
