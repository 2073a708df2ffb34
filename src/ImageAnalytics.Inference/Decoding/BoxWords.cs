using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>The words of model.yaml for boxes, and what they mean.</summary>
internal static class BoxWords
{
    public static IReadOnlyDictionary<string, BoxForm> Forms { get; } = new Dictionary<string, BoxForm>
    {
        ["xyxy"] = BoxForm.Xyxy,
        ["yxyx"] = BoxForm.Yxyx,
        ["xywh"] = BoxForm.Xywh,
        ["cxcywh"] = BoxForm.CxCyWh,
    };

    /// <summary>Whether boxes are fractions of the picture; otherwise pixels of it.</summary>
    public static IReadOnlyDictionary<string, bool> Units { get; } = new Dictionary<string, bool> { ["fraction"] = true, ["pixels"] = false };

    /// <summary>The box that four numbers stand for.</summary>
    public static BoundingBox Read(BoxForm form, ReadOnlySpan<float> box) => form switch
    {
        BoxForm.Yxyx => BoundingBox.FromXyxy(box[1], box[0], box[3], box[2]),
        BoxForm.Xywh => new BoundingBox(box[0], box[1], box[2], box[3]),
        BoxForm.CxCyWh => BoundingBox.FromCxCyWh(box[0], box[1], box[2], box[3]),
        _ => BoundingBox.FromXyxy(box[0], box[1], box[2], box[3]),
    };
}
