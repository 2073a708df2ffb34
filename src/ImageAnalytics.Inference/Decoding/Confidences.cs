namespace ImageAnalytics.Inference.Decoding;

/// <summary>Confidences as networks give them: from 0 to 1, but for rounding.</summary>
internal static class Confidences
{
    private const float Slack = 0.01f;

    /// <summary>A confidence without what rounding put beyond 0 and 1.</summary>
    /// <param name="value">As the network, or what is done to its numbers, gave it.</param>
    /// <exception cref="InvalidOperationException">It is none: a softmax or a logistic function is still to be applied, or the numbers have another unit.</exception>
    public static float Of(float value)
        => value is >= -Slack and <= 1 + Slack
            ? Math.Clamp(value, 0, 1)
            : throw new InvalidOperationException(FormattableString.Invariant(
                $"The network gave {value} as a confidence; expected 0 to 1. Where it leaves softmax or logistic function to do, say so in output.parameters of model.yaml ('softmax: true', 'sigmoid: true' or 'classes', as docs/models.md has them for its decoder)."));
}
