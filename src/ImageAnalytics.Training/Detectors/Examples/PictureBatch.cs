using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Examples;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Detectors.Examples;

/// <summary>Pictures of one step as numbers, [N, C, H, W]. Smaller ones are filled up at the right and bottom.</summary>
internal sealed class PictureBatch
{
    private readonly float[] _numbers;
    private readonly int _channels;

    /// <summary>Packs pictures.</summary>
    /// <param name="examples">The pictures; borrowed.</param>
    /// <param name="input">What the network wants to see.</param>
    public PictureBatch(IReadOnlyList<DetectionExample> examples, InputSpec input)
    {
        (Examples, Width, Height) = (examples, examples.Max(e => e.Width), examples.Max(e => e.Height));
        PixelPacker packer = new(input.Channels, TensorLayout.Nchw, input.Scaling);
        _channels = packer.Channels;
        int each = BatchLength.Of(1, _channels, Width, Height);
        _numbers = new float[BatchLength.Of(examples.Count, _channels, Width, Height)];
        for (int i = 0; i < examples.Count; i++)
        {
            Pack(packer, Filled(examples[i], input.Preparation.Fill), _numbers.AsSpan(i * each, each));
        }
    }

    /// <summary>The pictures.</summary>
    public IReadOnlyList<DetectionExample> Examples { get; }

    /// <summary>Columns of all.</summary>
    public int Width { get; }

    /// <summary>Rows of all.</summary>
    public int Height { get; }

    /// <summary>The numbers; the caller disposes them.</summary>
    public Tensor ToTensor() => tensor(_numbers, [Examples.Count, _channels, Height, Width]);

    private unsafe void Pack(PixelPacker packer, byte[] pixels, Span<float> into)
    {
        fixed (byte* first = pixels)
        {
            packer.Pack(new PixelView((nint)first, Width, Height, Width * 3), into);
        }
    }

    private byte[] Filled(DetectionExample example, byte fill)
    {
        if (example.Width == Width && example.Height == Height)
        {
            return example.Pixels;
        }

        byte[] filled = new byte[Width * Height * 3];
        Array.Fill(filled, fill);
        for (int y = 0; y < example.Height; y++)
        {
            example.Pixels.AsSpan(y * example.Width * 3, example.Width * 3).CopyTo(filled.AsSpan(y * Width * 3));
        }

        return filled;
    }
}
