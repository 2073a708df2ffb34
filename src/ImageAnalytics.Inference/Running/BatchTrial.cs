using System.Runtime.InteropServices;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Imaging.Preparation;

namespace ImageAnalytics.Inference.Running;

/// <summary>Finds out whether a network's answer for a picture depends on the others in its batch: kernels may add up in another order.</summary>
internal static class BatchTrial
{
    /// <summary>Whether random inputs give the same bits alone and in every batch up to the largest, and each output has a part for each of them.</summary>
    public static bool Passes(IInferenceSession session, InputSpec input)
    {
        if (input.Preparation.Mode == ResizeMode.ShorterSide)
        {
            return false;
        }

        (int width, int height) = (input.Preparation.Width, input.Preparation.Height);
        List<float[]> alone = [];
        for (int i = 0; i < ModelRunner.LargestBatch; i++)
        {
            if (Answers(session, input, [i], width, height) is not [var one])
            {
                return false;
            }

            alone.Add(one);
        }

        for (int batch = 2; batch <= ModelRunner.LargestBatch; batch++)
        {
            int[] items = [.. Enumerable.Range(0, batch)];
            if (Answers(session, input, items, width, height) is not { } together || items.Any(i => !Same(alone[i], together[i])))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Same(float[] a, float[] b)
        => MemoryMarshal.AsBytes(a.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(b.AsSpan()));

    // Null where the batch cannot be run, or an output has no part for each picture of it; one that is empty does not tell.
    private static float[][]? Answers(IInferenceSession session, InputSpec input, int[] items, int width, int height)
    {
        Span<byte> all = session.Input(input.Shape(items.Length, width, height));
        int length = all.Length / items.Length;
        for (int i = 0; i < items.Length; i++)
        {
            Fill(all.Slice(i * length, length), input, items[i]);
        }

        try
        {
            session.Run(CancellationToken.None);
        }
        catch (InferenceException)
        {
            return null;
        }

        int[] outputs = [.. Enumerable.Range(0, session.OutputNames.Count).Where(session.IsReadable)];
        if (items.Length > 1 && outputs.Any(o => session.Output(o).Values.Length is var length && (length == 0 || length % items.Length != 0)))
        {
            return null;
        }

        float[][] answers = [.. items.Select(_ => Array.Empty<float>())];
        foreach (int output in outputs)
        {
            for (int i = 0; i < items.Length; i++)
            {
                answers[i] = [.. answers[i], .. session.Output(output).Item(i, items.Length)];
            }
        }

        return answers;
    }

    // The same numbers for the same item, in the range that pixels have.
    private static void Fill(Span<byte> bytes, InputSpec input, int item)
    {
        Random random = new(item + 1);
        byte[] pixels = new byte[3 * 4096];
        random.NextBytes(pixels);
        int next = 0;
        switch (input.Number)
        {
            case TensorNumber.U8:
                random.NextBytes(bytes);
                break;
            case TensorNumber.Fp16:
                foreach (ref Half half in MemoryMarshal.Cast<byte, Half>(bytes))
                {
                    half = (Half)(pixels[next++ % pixels.Length] * input.Scaling.Scale);
                }

                break;
            default:
                foreach (ref float number in MemoryMarshal.Cast<byte, float>(bytes))
                {
                    number = (float)(pixels[next++ % pixels.Length] * input.Scaling.Scale);
                }

                break;
        }
    }
}
