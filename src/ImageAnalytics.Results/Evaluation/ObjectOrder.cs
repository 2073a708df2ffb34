namespace ImageAnalytics.Results.Evaluation;

/// <summary>
/// Brings objects into an order that depends on themselves alone. COCO leaves equal confidences in the order of the files; here the same objects
/// give the same figures in whatever order they come.
/// </summary>
internal static class ObjectOrder
{
    public static IEnumerable<TruthObject> Sort(IEnumerable<TruthObject> truth)
        => truth.OrderBy(t => t.Box.X).ThenBy(t => t.Box.Y).ThenBy(t => t.Box.Width).ThenBy(t => t.Box.Height)
            .ThenBy(t => t.Size).ThenBy(t => t.Crowd).ThenBy(t => t.Mask?.CompressedRle, StringComparer.Ordinal);

    public static IEnumerable<DetectedObject> Sort(IEnumerable<DetectedObject> detections)
        => detections.OrderByDescending(d => d.Confidence).ThenBy(d => d.Box.X).ThenBy(d => d.Box.Y).ThenBy(d => d.Box.Width).ThenBy(d => d.Box.Height)
            .ThenBy(d => d.Mask?.CompressedRle, StringComparer.Ordinal);
}
