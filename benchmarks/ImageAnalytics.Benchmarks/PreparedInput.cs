using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using OpenCvSharp;

namespace ImageAnalytics.Benchmarks;

/// <summary>One thread's input tensor: filled from pixels, run, filled again.</summary>
internal sealed class PreparedInput : IDisposable
{
    private readonly NetworkCard _card;
    private readonly string[] _names;
    private readonly GCHandle _pinned;
    private readonly OrtValue _value;
    private readonly OrtValue[] _values;
    private readonly RunOptions _run = new();
    private readonly Mat _resized;
    private readonly Mat[] _planes;
    private readonly Mat[] _channels;

    public PreparedInput(NetworkCard card, string inputName)
    {
        (_card, _names) = (card, [inputName]);
        int side = card.Side, plane = side * side;
        float[] chw = new float[3 * plane];
        _pinned = GCHandle.Alloc(chw, GCHandleType.Pinned);
        _value = OrtValue.CreateTensorValueFromMemory(chw, [1, 3, side, side]);
        _values = [_value];
        _resized = new Mat(side, side, MatType.CV_8UC3);
        _planes = [.. Enumerable.Range(0, 3).Select(_ => new Mat(side, side, MatType.CV_8UC1))];
        _channels = [.. Enumerable.Range(0, 3).Select(c => Mat.FromPixelData(side, side, MatType.CV_32FC1, _pinned.AddrOfPinnedObject() + (c * plane * sizeof(float))))];
    }

    /// <summary>Stretches, splits and scales; OpenCV's vectorised kernels write straight into the tensor.</summary>
    public void Fill(Mat bgr)
    {
        Cv2.Resize(bgr, _resized, new Size(_card.Side, _card.Side));
        Cv2.MixChannels([_resized], _planes, [0, 0, 1, 1, 2, 2]);
        for (int c = 0; c < 3; c++)
        {
            _planes[c].ConvertTo(_channels[c], MatType.CV_32FC1, 1 / _card.Deviation[c], -_card.Mean[c] / _card.Deviation[c]);
        }
    }

    /// <summary>Runs the network and drops its answers.</summary>
    public void Run(InferenceSession session)
    {
        using IDisposableReadOnlyCollection<OrtValue> answers = session.Run(_run, _names, _values, session.OutputNames);
    }

    public void Dispose()
    {
        _value.Dispose();
        _run.Dispose();
        _resized.Dispose();
        Array.ForEach(_planes, m => m.Dispose());
        Array.ForEach(_channels, m => m.Dispose());
        _pinned.Free();
    }
}
