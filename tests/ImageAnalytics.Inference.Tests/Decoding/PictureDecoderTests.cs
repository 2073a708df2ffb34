using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Tests.Support;

namespace ImageAnalytics.Inference.Tests.Decoding;

/// <summary>The decoder for networks that give pictures, on tensors whose pixels are known.</summary>
public sealed class PictureDecoderTests
{
    private static readonly DecoderFrame s_frame = new(1, 2, 1, 0);

    [Theory]
    [InlineData(TensorLayout.Nchw, ChannelOrder.Bgr, new float[] { 1, 4, 2, 5, 3, 6 })]
    [InlineData(TensorLayout.Nchw, ChannelOrder.Rgb, new float[] { 3, 6, 2, 5, 1, 4 })]
    [InlineData(TensorLayout.Nhwc, ChannelOrder.Bgr, new float[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(TensorLayout.Nhwc, ChannelOrder.Rgb, new float[] { 3, 2, 1, 6, 5, 4 })]
    public void Decode_EveryLayoutAndOrder_GivesBlueGreenRed(TensorLayout layout, ChannelOrder channels, float[] values)
    {
        long[] shape = layout == TensorLayout.Nchw ? [1, 3, 1, 2] : [1, 1, 2, 3];
        MadePicture made = Decode(new PictureParameters { Layout = layout, Channels = channels }, shape, values);
        Assert.Equal((2, 1), (made.Width, made.Height));
        Assert.Equal([1, 2, 3, 4, 5, 6], made.Pixels.ToArray());
    }

    [Fact]
    public void Decode_Grey_IsSpreadOverThreeChannels()
        => Assert.Equal([7, 7, 7, 9, 9, 9], Decode(new PictureParameters { Channels = ChannelOrder.Grey }, [1, 1, 1, 2], [7, 9]).Pixels.ToArray());

    [Fact]
    public void Decode_OutsideTheRange_IsClampedAndRounded()
        => Assert.Equal([0, 255, 1, 2, 255, 0], Decode(new PictureParameters(), [1, 1, 2, 3], [-46, 274, 0.5f, 1.75f, float.PositiveInfinity, float.NegativeInfinity], TensorLayout.Nhwc).Pixels.ToArray());

    [Fact]
    public void Decode_OutsideTheRangeOfACardThatPromisesNone_IsAnErrorThatNamesTheNumber()
    {
        PictureParameters parameters = new() { Layout = TensorLayout.Nhwc, Clamp = false };
        Assert.Equal([255, 0, 0, 0, 0, 0], Decode(parameters, [1, 1, 2, 3], [255.4f, -0.4f, 0, 0, 0, 0]).Pixels.ToArray());
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => Decode(parameters, [1, 1, 2, 3], [274, 0, 0, 0, 0, 0]));
        Assert.Contains("a pixel of 274", error.Message, StringComparison.Ordinal);
        Assert.Contains("set 'clamp: true'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_NotANumber_IsAnError()
        => Assert.Throws<InvalidOperationException>(() => Decode(new PictureParameters { Channels = ChannelOrder.Grey }, [1, 1, 1, 2], [float.NaN, 1]));

    [Fact]
    public void Decode_Scaled_UndoesWhatAnInputOfThatScalingWouldBe()
    {
        // tanh: -1 to 1, so (pixel ÷ 127.5 − 1) ÷ 1.
        PictureParameters tanh = new() { Channels = ChannelOrder.Grey, Scaling = new PixelScaling { Scale = 1 / 127.5, Mean = [1] } };
        Assert.Equal([0, 0, 0, 255, 255, 255], Decode(tanh, [1, 1, 1, 2], [-1, 1]).Pixels.ToArray());
        // Each channel with its own mean and std.
        PictureParameters each = new() { Layout = TensorLayout.Nhwc, Channels = ChannelOrder.Rgb, Scaling = new PixelScaling { Mean = [10, 20, 30], Std = [1, 2, 3] } };
        Assert.Equal([33, 22, 11, 30, 20, 10], Decode(each, [1, 1, 2, 3], [1, 1, 1, 0, 0, 0]).Pixels.ToArray());
    }

    [Fact]
    public void Decode_SecondOfABatch_ReadsItsOwnPixels()
    {
        DecoderFrame frame = new(2, 1, 1, 0);
        HandMadeOutputs outputs = new HandMadeOutputs().Add("y", [2, 3, 1, 1], 1, 2, 3, 4, 5, 6);
        PictureDecoder decoder = Bound(new PictureParameters(), outputs, frame);
        Assert.Equal([4, 5, 6], decoder.Decode(outputs, frame, 1).Pixels.ToArray());
    }

    [Fact]
    public void Decode_WithoutBatchDimensionAndOfAnotherSize_IsRead()
    {
        MadePicture made = Decode(new PictureParameters { Channels = ChannelOrder.Grey }, [1, 2, 4], [.. Enumerable.Range(0, 8).Select(i => (float)i)]);
        Assert.Equal((4, 2), (made.Width, made.Height));
    }

    [Theory]
    [InlineData(1, 4, 1, 2)]
    [InlineData(2, 3, 1, 2)]
    [InlineData(1, 3, 0, 2)]
    [InlineData(3, 2)]
    public void Bind_NoPicture_NamesShapeAndWhatWasExpected(params int[] sizes)
    {
        long[] shape = [.. sizes.Select(s => (long)s)];
        HandMadeOutputs outputs = new HandMadeOutputs().Add("y", shape, new float[shape.Aggregate(1L, (a, b) => a * b)]);
        List<string> problems = [];
        new PictureDecoder(new PictureParameters()).Bind(outputs, s_frame, problems);
        Assert.Contains($"has the shape [{string.Join(", ", sizes)}]; the decoder picture expects [N, 3, H, W]", Assert.Single(problems), StringComparison.Ordinal);
    }

    private static MadePicture Decode(PictureParameters parameters, long[] shape, float[] values, TensorLayout? layout = null)
    {
        HandMadeOutputs outputs = new HandMadeOutputs().Add("y", shape, values);
        return Bound(layout is { } other ? parameters with { Layout = other } : parameters, outputs, s_frame).Decode(outputs, s_frame, 0);
    }

    private static PictureDecoder Bound(PictureParameters parameters, HandMadeOutputs outputs, DecoderFrame frame)
    {
        PictureDecoder decoder = new(parameters);
        List<string> problems = [];
        decoder.Bind(outputs, frame, problems);
        Assert.Empty(problems);
        return decoder;
    }
}
