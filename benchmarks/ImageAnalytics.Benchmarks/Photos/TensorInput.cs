using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using OpenCvSharp;

namespace ImageAnalytics.Benchmarks.Photos;

/// <summary>One thread's input tensor of a fixed size, [1, 3, height, width] in B, G, R order, fp32 or fp16.</summary>
internal sealed class TensorInput : IDisposable
{
    private readonly float[] _numbers;
    private readonly Half[]? _halves;
    private readonly GCHandle _pinned;
    private readonly Mat[] _planes;
    private readonly Mat[] _channels;
    private readonly Mat _resized;

    public TensorInput(int width, int height, bool half = false)
    {
        int plane = width * height;
        Size = new Size(width, height);
        _numbers = new float[3 * plane];
        _halves = half ? new Half[3 * plane] : null;
        _pinned = GCHandle.Alloc(_numbers, GCHandleType.Pinned);
        Value = half ? OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, MemoryOf(_halves!), [1, 3, height, width]) : OrtValue.CreateTensorValueFromMemory(_numbers, [1, 3, height, width]);
        _planes = [.. Enumerable.Range(0, 3).Select(_ => new Mat(height, width, MatType.CV_8UC1))];
        _channels = [.. Enumerable.Range(0, 3).Select(c => Mat.FromPixelData(height, width, MatType.CV_32FC1, _pinned.AddrOfPinnedObject() + (c * plane * sizeof(float))))];
        _resized = new Mat(height, width, MatType.CV_8UC3, Scalar.All(0));
    }

    /// <summary>Columns and rows.</summary>
    public Size Size { get; }

    /// <summary>The tensor.</summary>
    public OrtValue Value { get; }

    /// <summary>Stretches pixels to the input's size.</summary>
    public void Stretch(Mat bgr, double scale)
    {
        Cv2.Resize(bgr, _resized, Size);
        Split(_resized, scale);
    }

    /// <summary>Fits pixels into the input, centred, the rest black.</summary>
    public void Fit(Mat bgr)
    {
        double factor = Math.Min((double)Size.Width / bgr.Width, (double)Size.Height / bgr.Height);
        Size inner = new(Math.Max(1, (int)Math.Round(bgr.Width * factor)), Math.Max(1, (int)Math.Round(bgr.Height * factor)));
        _resized.SetTo(Scalar.All(0));
        using Mat place = new(_resized, new Rect((Size.Width - inner.Width) / 2, (Size.Height - inner.Height) / 2, inner.Width, inner.Height));
        Cv2.Resize(bgr, place, inner, 0, 0, factor < 1 ? InterpolationFlags.Area : InterpolationFlags.Linear);
        Split(_resized, 1);
    }

    /// <summary>Warps pixels into the input.</summary>
    public void Warp(Mat bgr, Mat transform)
    {
        Cv2.WarpAffine(bgr, _resized, transform, Size);
        Split(_resized, 1);
    }

    public void Dispose()
    {
        Value.Dispose();
        _resized.Dispose();
        Array.ForEach(_planes, m => m.Dispose());
        Array.ForEach(_channels, m => m.Dispose());
        _pinned.Free();
    }

    private static Memory<Float16> MemoryOf(Half[] halves) => System.Runtime.CompilerServices.Unsafe.As<Float16[]>(halves);

    private void Split(Mat pixels, double scale)
    {
        Cv2.MixChannels([pixels], _planes, [0, 0, 1, 1, 2, 2]);
        for (int c = 0; c < 3; c++)
        {
            _planes[c].ConvertTo(_channels[c], MatType.CV_32FC1, scale);
        }

        if (_halves is not null)
        {
            TensorPrimitives.ConvertToHalf(_numbers, _halves);
        }
    }
}
