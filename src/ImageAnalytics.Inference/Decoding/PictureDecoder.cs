using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Engines;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Networks that give a picture, such as feed-forward style transfer (Johnson, Alahi and Fei-Fei, 2016, section 3.1).</summary>
internal sealed class PictureDecoder(PictureParameters parameters) : IPictureDecoder
{
    public const int Revision = 1;

    private const int BytesPerPixel = 3;
    private const float Brightest = 255;
    private int _output;
    private byte[] _pixels = [];

    public void Bind(IModelOutputs outputs, DecoderFrame frame, ICollection<string> problems)
    {
        int before = problems.Count;
        _output = OutputFinder.Find(outputs, parameters.Output, "output", problems);
        ReadOnlySpan<long> shape = outputs.Output(_output).Shape;
        if (problems.Count == before && !TryReadSize(shape, frame.Batch, out _, out _))
        {
            problems.Add(Unexpected(outputs, shape));
        }
    }

    public MadePicture Decode(IModelOutputs outputs, DecoderFrame frame, int item)
    {
        TensorView view = outputs.Output(_output);
        if (!TryReadSize(view.Shape, frame.Batch, out int width, out int height))
        {
            throw new InvalidOperationException(Unexpected(outputs, view.Shape));
        }

        int bytes = checked(width * height * BytesPerPixel);
        if (_pixels.Length != bytes)
        {
            _pixels = new byte[bytes];
        }

        ReadOnlySpan<float> values = view.Item(item, frame.Batch);
        bool planar = parameters.Layout == TensorLayout.Nchw;
        (int channelStep, int pixelStep) = planar ? (width * height, 1) : (1, parameters.ChannelCount);
        for (int channel = 0; channel < parameters.ChannelCount; channel++)
        {
            int place = parameters.Channels == ChannelOrder.Rgb ? 2 - channel : channel;
            Unpack(values[(channel * channelStep)..], pixelStep, channel, _pixels.AsSpan(place));
        }

        if (parameters.Channels == ChannelOrder.Grey)
        {
            Spread(_pixels);
        }

        return new MadePicture(_pixels, width, height);
    }

    // Backwards what packing an input does: pixel = (number × std + mean) ÷ scale.
    private void Unpack(ReadOnlySpan<float> values, int step, int channel, Span<byte> target)
    {
        PixelScaling scaling = parameters.Scaling;
        float factor = (float)((channel < scaling.Std.Count ? scaling.Std[channel] : 1) / scaling.Scale);
        float offset = (float)((channel < scaling.Mean.Count ? scaling.Mean[channel] : 0) / scaling.Scale);
        for (int from = 0, to = 0; to < target.Length; from += step, to += BytesPerPixel)
        {
            float pixel = (values[from] * factor) + offset;
            if (float.IsNaN(pixel) || (!parameters.Clamp && !(pixel is > -0.5f and < Brightest + 0.5f)))
            {
                throw new InvalidOperationException(float.IsNaN(pixel)
                    ? "The network's answer holds numbers that are not finite."
                    : FormattableString.Invariant($"The network gave a pixel of {pixel}, but its card says 'clamp: false', so 0 to 255 was expected. Correct 'scale', 'mean' and 'std' of output.parameters, or set 'clamp: true'."));
            }

            target[to] = pixel <= 0 ? (byte)0 : pixel >= Brightest ? (byte)Brightest : (byte)(pixel + 0.5f);
        }
    }

    private static void Spread(Span<byte> pixels)
    {
        for (int i = 0; i < pixels.Length; i += BytesPerPixel)
        {
            pixels[i + 1] = pixels[i + 2] = pixels[i];
        }
    }

    private bool TryReadSize(ReadOnlySpan<long> shape, int batch, out int width, out int height)
    {
        (width, height) = (0, 0);
        if (shape.Length is not (3 or 4) || (shape.Length == 4 ? shape[0] != batch : batch != 1))
        {
            return false;
        }

        ReadOnlySpan<long> sizes = shape[^3..];
        (int channels, int rows, int columns) = parameters.Layout == TensorLayout.Nchw ? (0, 1, 2) : (2, 0, 1);
        if (sizes[channels] != parameters.ChannelCount || sizes[rows] < 1 || sizes[columns] < 1 || sizes[rows] * sizes[columns] > Array.MaxLength / BytesPerPixel)
        {
            return false;
        }

        (width, height) = ((int)sizes[columns], (int)sizes[rows]);
        return true;
    }

    private string Unexpected(IModelOutputs outputs, ReadOnlySpan<long> shape)
    {
        string expected = parameters.Layout == TensorLayout.Nchw ? $"[N, {parameters.ChannelCount}, H, W]" : $"[N, H, W, {parameters.ChannelCount}]";
        return $"The output '{outputs.OutputNames[_output]}' has the shape {OutputFinder.Text(shape)}; the decoder picture expects {expected} with the card's channels and layout. Check output.parameters in model.yaml.";
    }
}
