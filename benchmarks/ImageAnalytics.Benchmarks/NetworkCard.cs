using OpenCvSharp;

namespace ImageAnalytics.Benchmarks;

/// <summary>What the bare loop must know of a model: file, input size and arithmetic.</summary>
/// <param name="Name">Its name in the catalog.</param>
/// <param name="File">Its file below the shared models folder.</param>
/// <param name="Side">Width and height of its input; pictures are stretched to it.</param>
/// <param name="Mean">Subtracted from each 8-bit channel, in B, G, R order.</param>
/// <param name="Deviation">Divides each channel afterwards, in B, G, R order.</param>
internal sealed record NetworkCard(string Name, string File, int Side, Scalar Mean, Scalar Deviation)
{
    public static IReadOnlyList<NetworkCard> All { get; } =
    [
        new("fastestdet", "fastestdet/FastestDet.onnx", 352, new Scalar(0, 0, 0), new Scalar(255, 255, 255)),
        new("nanodet-m", "nanodet-m/object_detection_nanodet_2022nov.onnx", 416, new Scalar(103.53, 116.28, 123.675), new Scalar(57.375, 57.12, 58.395)),
    ];
}
