using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Imaging;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Engine.Tests.Lanes;

public sealed class OpenImageTests
{
    private static readonly BackgroundColour s_white = new(255, 255, 255), s_red = new(255, 0, 0);

    [Fact]
    public void Whole_EachBackground_IsDecodedOnceAndEachStepSeesItsOwn()
    {
        using OpenImage image = Open(alpha: 0);
        PixelView white = image.Whole(null, s_white).Pixels, red = image.Whole(null, s_red).Pixels, dropped = image.Whole(null, null).Pixels;
        Assert.Equal([255, 255, 255], white.Row(0)[..3].ToArray());
        Assert.Equal([0, 0, 255], red.Row(0)[..3].ToArray());
        Assert.Equal([10, 20, 30], dropped.Row(0)[..3].ToArray());
        Assert.Equal(white.Data, image.Whole(null, s_white).Pixels.Data);
        Assert.True(image.IsDecodedOn(s_red));
        Assert.False(image.IsDecodedOn(new BackgroundColour(1, 2, 3)));
    }

    [Fact]
    public void Crop_IsOnTheBackgroundOfTheStepThatLooksAtIt()
    {
        using OpenImage image = Open(alpha: 0);
        Observation found = new() { Kind = ObservationKinds.Detection, Label = "a", Confidence = 1 };
        Assert.Equal([0, 0, 255], image.Crop(new BoundingBox(1, 1, 2, 2), found, s_red).Pixels.Row(0)[..3].ToArray());
    }

    [Fact]
    public void Whole_OpaquePicture_IsDecodedOnceForAllBackgrounds()
    {
        using OpenImage image = Open(alpha: null);
        Assert.Equal(image.Whole(null, null).Pixels.Data, image.Whole(null, s_white).Pixels.Data);
        Assert.True(image.IsDecodedOn(s_red));
    }

    private static OpenImage Open(int? alpha)
    {
        using Mat drawn = alpha is { } a ? new(10, 12, MatType.CV_8UC4, new Scalar(10, 20, 30, a)) : new Mat(10, 12, MatType.CV_8UC3, new Scalar(10, 20, 30));
        Cv2.ImEncode(".png", drawn, out byte[] bytes);
        return new OpenImage(new Image("a.png", new string('0', 64), 12, 10), ImageFile.Open(bytes, ImageLimits.Default));
    }
}
