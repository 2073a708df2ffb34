namespace ImageAnalytics.Inference.Decoding;

/// <summary>The softmax of a row of scores.</summary>
internal static class StableSoftmax
{
    /// <summary>Turns scores into confidences that add up to 1, in place; NaN among them makes all NaN.</summary>
    /// <remarks>In double precision and after taking the largest away, so that no exponential overflows.</remarks>
    public static void Apply(Span<float> values)
    {
        float largest = float.NegativeInfinity;
        foreach (float value in values)
        {
            largest = Math.Max(largest, value);
        }

        double sum = 0;
        foreach (float value in values)
        {
            sum += Math.Exp((double)value - largest);
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(Math.Exp((double)values[i] - largest) / sum);
        }
    }
}
