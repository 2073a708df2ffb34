using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Tests.Support;
using OpenCvSharp;

namespace ImageAnalytics.Inference.Tests.Preparation;

public sealed class PixelPackerTests
{
    private static readonly PixelScaling s_scaling = new() { Scale = 1 / 255.0, Mean = [0.485, 0.456, 0.406], Std = [0.229, 0.224, 0.225] };

    [Fact]
    public void Pack_OnePixelRgbPlanar_ReordersAndScales()
    {
        using Picture picture = new(new Mat(1, 1, MatType.CV_8UC3, new Scalar(255, 0, 51)));
        float[] packed = new float[3];

        new PixelPacker(ChannelOrder.Rgb, TensorLayout.Nchw, new PixelScaling { Scale = 1 / 255.0 }).Pack(picture.Pixels, packed);

        Assert.Equal([0.2f, 0f, 1f], packed, (a, b) => Math.Abs(a - b) < 1e-6f); // one float rounding
    }

    [Fact]
    public void Pack_MeanAndStd_AreInTheNetworksOrder()
    {
        using Picture picture = new(new Mat(1, 1, MatType.CV_8UC3, new Scalar(10, 20, 30)));
        float[] packed = new float[3];

        new PixelPacker(ChannelOrder.Bgr, TensorLayout.Nhwc, new PixelScaling { Mean = [10, 10, 10], Std = [1, 2, 4] }).Pack(picture.Pixels, packed);

        Assert.Equal([0f, 5f, 5f], packed);
    }

    [Fact]
    public void Pack_Grey_KeepsGreyPixelsAndWeighsColours()
    {
        PixelPacker packer = new(ChannelOrder.Grey, TensorLayout.Nchw, new PixelScaling());
        byte[] packed = new byte[1];
        for (int value = 0; value < 256; value++)
        {
            using Picture grey = new(new Mat(1, 1, MatType.CV_8UC3, Scalar.All(value)));
            packer.Pack(grey.Pixels, packed);
            Assert.Equal(value, packed[0]);
        }

        using Picture green = new(new Mat(1, 1, MatType.CV_8UC3, new Scalar(0, 255, 0)));
        packer.Pack(green.Pixels, packed);
        Assert.Equal(150, packed[0]); // 0.587 x 255
    }

    [Fact]
    public void Pack_AnySizeOrderAndLayout_EqualsThePlainVersionBitByBit()
        => Prop.ForAll(
            ArbMap.Default.GeneratorFor<int>().ToArbitrary(),
            seed =>
            {
                Random random = new(seed);
                using Picture picture = Picture.Random(random.Next(1, 90), random.Next(1, 12), seed, gap: random.Next(0, 4));
                foreach (ChannelOrder order in Enum.GetValues<ChannelOrder>())
                {
                    foreach (TensorLayout layout in Enum.GetValues<TensorLayout>())
                    {
                        PixelPacker packer = new(order, layout, order == ChannelOrder.Grey ? new PixelScaling { Scale = 1 / 255.0 } : s_scaling);
                        int count = picture.Pixels.Width * picture.Pixels.Height * packer.Channels;
                        float[] plain = new float[count], packed = new float[count];
                        Half[] halves = new Half[count];
                        packer.PackPlain(picture.Pixels, plain);
                        packer.Pack(picture.Pixels, packed);
                        packer.Pack(picture.Pixels, halves);
                        if (!plain.SequenceEqual(packed) || !plain.Select(v => (Half)v).SequenceEqual(halves))
                        {
                            return false;
                        }
                    }
                }

                return true;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Pack_LikeBlobFromImage_ForTheSameMeanAndScale()
    {
        using Picture picture = Picture.Random(64, 48, 5);
        using Mat mat = Mat.FromPixelData(48, 64, MatType.CV_8UC3, picture.Pixels.Data, picture.Pixels.StrideBytes);
        using Mat blob = OpenCvSharp.Dnn.CvDnn.BlobFromImage(mat, 1 / 255.0, new Size(64, 48), default, swapRB: true, crop: false);
        float[] packed = new float[64 * 48 * 3];

        new PixelPacker(ChannelOrder.Rgb, TensorLayout.Nchw, new PixelScaling { Scale = 1 / 255.0 }).Pack(picture.Pixels, packed);

        float[] expected = new float[packed.Length];
        System.Runtime.InteropServices.Marshal.Copy(blob.Data, expected, 0, expected.Length);
        Assert.Equal(expected, packed, (a, b) => Math.Abs(a - b) < 1e-6f); // OpenCV scales in double precision
    }

    [Fact]
    public void Pack_WrongLength_NamesBoth()
    {
        using Picture picture = Picture.Random(4, 3, 1);
        PixelPacker packer = new(ChannelOrder.Rgb, TensorLayout.Nchw, new PixelScaling());

        ArgumentException e = Assert.Throws<ArgumentException>(() => packer.Pack(picture.Pixels, new float[35]));

        Assert.Contains("fills 36 numbers, but there is room for 35", e.Message, StringComparison.Ordinal);
    }
}
