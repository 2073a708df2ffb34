using System.Buffers;
using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Sdk;
using OpenCvSharp;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Examples;

/// <summary>Pictures of one size as the numbers that a network sees, [N, C, H, W]. Its memory is used again after it was disposed.</summary>
/// <param name="count">Pictures.</param>
/// <param name="input">What the network wants to see.</param>
/// <param name="width">Columns.</param>
/// <param name="height">Rows.</param>
/// <exception cref="InsufficientMemoryException">No array is long enough for them.</exception>
internal sealed class TensorBatch(int count, InputSpec input, int width, int height) : IDisposable
{
    private readonly PixelPacker _packer = new(input.Channels, TensorLayout.Nchw, input.Scaling);
    private readonly int _each = BatchLength.Of(1, ChannelsOf(input), width, height);
    private float[]? _numbers = ArrayPool<float>.Shared.Rent(BatchLength.Of(count, ChannelsOf(input), width, height));

    /// <summary>Writes a picture.</summary>
    /// <param name="index">Its place.</param>
    /// <param name="picture">Its pixels, CV_8UC3; borrowed.</param>
    public void Set(int index, Mat picture)
        => _packer.Pack(new PixelView(picture.Data, picture.Cols, picture.Rows, (int)picture.Step()), _numbers.AsSpan(index * _each, _each));

    /// <summary>The numbers as a tensor; the caller disposes it.</summary>
    public Tensor ToTensor()
    {
        ObjectDisposedException.ThrowIf(_numbers is null, this);
        return tensor(_numbers.AsSpan(0, count * _each).ToArray(), [count, ChannelsOf(input), height, width]);
    }

    private static int ChannelsOf(InputSpec input) => input.Channels == ChannelOrder.Grey ? 1 : 3;

    public void Dispose()
    {
        if (_numbers is { } rented)
        {
            _numbers = null;
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}
