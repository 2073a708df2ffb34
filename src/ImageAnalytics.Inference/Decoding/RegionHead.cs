using System.Runtime.InteropServices;
using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Inference.Yaml;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>A part of a network that looks at regions of the features that an earlier part gave.</summary>
/// <param name="inputs">The names of its inputs.</param>
/// <param name="name">What parameters and messages call it.</param>
/// <param name="session">The part; borrowed.</param>
internal sealed class RegionHead(RegionHeadParameters inputs, string name, IInferenceSession session)
{
    private readonly int _columns = session.Inputs.FirstOrDefault(i => i.Name == inputs.Boxes) is { Shape: [_, 5] } ? 5 : 4;

    /// <summary>What it gave in its last run.</summary>
    public IModelOutputs Outputs => session;

    /// <summary>Compares its inputs with the card and runs it on one region that covers the picture.</summary>
    /// <returns>Whether it ran.</returns>
    public bool Bind(IModelOutputs source, int features, DecoderFrame frame, ICollection<string> problems)
    {
        int before = problems.Count;
        CheckInput(inputs.Features, "features", null, problems);
        CheckInput(inputs.Boxes, "boxes", ElementType.Fp32, problems);
        if (inputs.Batch is { } batch)
        {
            CheckInput(batch, "batch", ElementType.I64, problems);
        }

        string[] others = [.. session.Inputs.Select(i => i.Name).Except([inputs.Features, inputs.Boxes, inputs.Batch ?? ""])];
        if (others.Length > 0)
        {
            problems.Add($"The part '{name}' has inputs that output.parameters.{name} in model.yaml does not name: {string.Join(", ", others.Select(n => $"'{n}'"))}.");
        }

        if (problems.Count > before)
        {
            return false;
        }

        try
        {
            Run(source, features, frame, 0, [new Detection(new BoundingBox(0, 0, frame.Width, frame.Height), 0, 1)]);
            return true;
        }
        catch (InferenceException e)
        {
            problems.Add($"The part '{name}' could not be run on the features and one box. {e.Message}");
            return false;
        }
    }

    /// <summary>Runs it on regions of one picture.</summary>
    /// <param name="source">What gave the features.</param>
    /// <param name="features">Their place among its outputs.</param>
    /// <param name="frame">What the first part saw.</param>
    /// <param name="item">The picture's place in the batch.</param>
    /// <param name="regions">The regions, at least one, in pixels of the prepared picture.</param>
    public void Run(IModelOutputs source, int features, DecoderFrame frame, int item, ReadOnlySpan<Detection> regions)
    {
        session.Input(inputs.Features, source, features);
        Span<float> boxes = MemoryMarshal.Cast<byte, float>(session.Input(inputs.Boxes, [regions.Length, _columns]));
        boxes.Fill(item);
        for (int i = 0; i < regions.Length; i++)
        {
            BoundingBox box = regions[i].Box;
            Span<float> edges = boxes.Slice(((i + 1) * _columns) - 4, 4);
            (edges[0], edges[1], edges[2], edges[3]) = ((float)box.X, (float)box.Y, (float)box.Right, (float)box.Bottom);
        }

        if (inputs.Batch is { } batch)
        {
            MemoryMarshal.Cast<byte, long>(session.Input(batch, [regions.Length])).Fill(item);
        }

        session.Run(frame.Cancellation);
    }

    private void CheckInput(string input, string parameter, ElementType? expected, ICollection<string> problems)
    {
        if (session.Inputs.FirstOrDefault(i => i.Name == input) is not { } spec)
        {
            string[] names = [.. session.Inputs.Select(i => i.Name)];
            problems.Add(
                $"The part '{name}' has no input '{input}', which output.parameters.{name}.{parameter} in model.yaml names. "
                + $"Expected one of: {string.Join(", ", names.Select(n => $"'{n}'"))}.{NearestName.Hint(input, names)}");
        }
        else if (expected is not null && spec.Element != expected)
        {
            problems.Add($"The input '{input}' of the part '{name}' holds {spec.Element}; expected {expected} for output.parameters.{name}.{parameter}.");
        }
    }
}
