using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Cards;

/// <summary>The words of model.yaml and what they mean.</summary>
internal static class CardWords
{
    public static IReadOnlyDictionary<string, ModelEngine> Engines { get; } = new Dictionary<string, ModelEngine>
    {
        ["onnx"] = ModelEngine.Onnx,
        ["opencv-dnn"] = ModelEngine.OpenCvDnn,
    };

    public static IReadOnlyDictionary<string, ModelFormat> Formats { get; } = new Dictionary<string, ModelFormat>
    {
        ["onnx"] = ModelFormat.Onnx,
        ["darknet"] = ModelFormat.Darknet,
        ["tensorflow"] = ModelFormat.TensorFlow,
    };

    public static IReadOnlyDictionary<string, FileRole> Roles { get; } = new Dictionary<string, FileRole>
    {
        ["model"] = FileRole.Model,
        ["rpn"] = FileRole.Rpn,
        ["box"] = FileRole.Box,
        ["mask"] = FileRole.Mask,
        ["config"] = FileRole.Config,
        ["labels"] = FileRole.Labels,
        ["licence"] = FileRole.Licence,
        ["other"] = FileRole.Other,
    };

    public static IReadOnlyDictionary<string, ResizeMode> Resizes { get; } = new Dictionary<string, ResizeMode>
    {
        ["stretch"] = ResizeMode.Stretch,
        ["letterbox"] = ResizeMode.Letterbox,
        ["shorter-side"] = ResizeMode.ShorterSide,
        ["crop"] = ResizeMode.Crop,
        ["stretch-crop"] = ResizeMode.StretchCrop,
    };

    public static IReadOnlyDictionary<string, Interpolation> Interpolations { get; } = new Dictionary<string, Interpolation>
    {
        ["linear"] = Interpolation.Linear,
        ["area"] = Interpolation.Area,
    };

    public static IReadOnlyDictionary<string, ChannelOrder> Channels { get; } = new Dictionary<string, ChannelOrder>
    {
        ["bgr"] = ChannelOrder.Bgr,
        ["rgb"] = ChannelOrder.Rgb,
        ["grey"] = ChannelOrder.Grey,
    };

    public static IReadOnlyDictionary<string, TensorLayout> Layouts { get; } = new Dictionary<string, TensorLayout>
    {
        ["nchw"] = TensorLayout.Nchw,
        ["nhwc"] = TensorLayout.Nhwc,
    };

    public static IReadOnlyDictionary<string, TensorNumber> Numbers { get; } = new Dictionary<string, TensorNumber>
    {
        ["fp32"] = TensorNumber.Fp32,
        ["fp16"] = TensorNumber.Fp16,
        ["uint8"] = TensorNumber.U8,
    };

    public static IReadOnlyDictionary<string, LabelFormat> LabelFormats { get; } = new Dictionary<string, LabelFormat>
    {
        ["lines"] = LabelFormat.Lines,
        ["index-name"] = LabelFormat.IndexName,
    };

    public static IReadOnlyDictionary<string, BackgroundColour?> Backgrounds { get; } = new Dictionary<string, BackgroundColour?>
    {
        ["drop"] = null,
        ["white"] = new BackgroundColour(255, 255, 255),
        ["black"] = new BackgroundColour(0, 0, 0),
        ["grey"] = new BackgroundColour(128, 128, 128),
    };

    public static IReadOnlyDictionary<string, bool> Batches { get; } = new Dictionary<string, bool>
    {
        ["single"] = false,
        ["dynamic"] = true,
    };
}
