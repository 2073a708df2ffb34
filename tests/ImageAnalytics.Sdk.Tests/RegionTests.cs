namespace ImageAnalytics.Sdk.Tests;

public sealed unsafe class RegionTests
{
    [Fact]
    public void ToImage_CropAtHalfScale_ScalesAndMoves()
    {
        byte pixel = 0;
        Region region = new(new Image("a.jpg", "", 400, 300), new BoundingBox(100, 50, 200, 100), new PixelView((nint)(&pixel), 100, 50, 300));
        Assert.Equal(new BoundingBox(120, 70, 40, 20), region.ToImage(new BoundingBox(10, 10, 20, 10)));
    }

    [Fact]
    public void Crop_OfAView_ShowsTheSamePixels()
    {
        byte[] bytes = [.. Enumerable.Range(0, 4 * 3 * 3).Select(i => (byte)i)];
        fixed (byte* start = bytes)
        {
            PixelView crop = new PixelView((nint)start, 4, 3, 12).Crop(1, 1, 2, 2);
            Assert.Equal([15, 16, 17, 18, 19, 20], crop.Row(0).ToArray());
            Assert.Equal([27, 28, 29, 30, 31, 32], crop.Row(1).ToArray());
        }
    }
}
