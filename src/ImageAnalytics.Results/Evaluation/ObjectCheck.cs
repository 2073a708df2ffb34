namespace ImageAnalytics.Results.Evaluation;

/// <summary>Refuses objects that cannot be compared.</summary>
internal static class ObjectCheck
{
    public static void Check(IEnumerable<TruthObject> truth, IEnumerable<DetectedObject> detections, OverlapKind overlap)
    {
        Dictionary<string, Mask> first = new(StringComparer.Ordinal);
        foreach (TruthObject one in truth)
        {
            Require(one.Box.IsFinite, "A true object", one.Image, "its box is not finite", nameof(truth));
            CheckMask(one.Mask, "A true object", one.Image, overlap, first, nameof(truth));
        }

        foreach (DetectedObject one in detections)
        {
            Require(one.Box.IsFinite && double.IsFinite(one.Confidence), "A detection", one.Image, "its box or its confidence is not finite", nameof(detections));
            CheckMask(one.Mask, "A detection", one.Image, overlap, first, nameof(detections));
        }
    }

    private static void CheckMask(Mask? mask, string what, string image, OverlapKind overlap, Dictionary<string, Mask> first, string parameter)
    {
        if (overlap != OverlapKind.Masks)
        {
            return;
        }

        if (mask is null)
        {
            throw Refusal(what, image, "masks are to be compared, and it has none", parameter);
        }

        if (RunLengths.ProblemOf(mask) is { } problem)
        {
            throw Refusal(what, image, $"its mask is broken. {problem.TrimEnd('.')}", parameter);
        }

        Mask other = first.TryAdd(image, mask) ? mask : first[image];
        Require(
            (mask.Width, mask.Height) == (other.Width, other.Height),
            what, image, $"its mask is of {mask.Width} x {mask.Height} pixels, another one of this image of {other.Width} x {other.Height}", parameter);
    }

    private static void Require(bool condition, string what, string image, string problem, string parameter)
    {
        if (!condition)
        {
            throw Refusal(what, image, problem, parameter);
        }
    }

    private static ArgumentException Refusal(string what, string image, string problem, string parameter)
        => new($"{what} of the image '{image}' cannot be compared: {problem}.", parameter);
}
