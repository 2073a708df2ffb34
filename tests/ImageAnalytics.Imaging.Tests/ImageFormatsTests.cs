namespace ImageAnalytics.Imaging.Tests;

public sealed class ImageFormatsTests
{
    public static TheoryData<string, ImageFormat> Beginnings => new()
    {
        { "FFD8FFE0", ImageFormat.Jpeg },
        { "89504E470D0A1A0A", ImageFormat.Png },
        { "474946383961", ImageFormat.Gif },
        { "424D36000000", ImageFormat.Bmp },
        { "49492A0008000000", ImageFormat.Tiff },
        { "4D4D002A00000008", ImageFormat.Tiff },
        { "49492B0008000000", ImageFormat.Tiff },
        { "524946461000000057454250", ImageFormat.WebP },
        { "50360A", ImageFormat.Pnm },
        { "50370A", ImageFormat.Pnm },
        { "0000000C6A5020200D0A870A", ImageFormat.Jpeg2000 },
        { "FF4FFF51", ImageFormat.Jpeg2000 },
        { "00000020667479706176696600000000", ImageFormat.Avif },
        { "0000001C667479706D696631000000006D69663161766966", ImageFormat.Avif },
        { "00000018667479706865696300000000", ImageFormat.Heic },
        { "00000018667479706372782000000000", ImageFormat.CameraRaw },
        { "49492A00100000004352", ImageFormat.CameraRaw },
        { "FF0A", ImageFormat.JpegXl },
        { "38425053", ImageFormat.Photoshop },
        { "3C73766720", ImageFormat.Svg },
        { "00000018667479706D70343200000000", ImageFormat.Unknown },
        { "255044462D", ImageFormat.Unknown },
        { "00000000", ImageFormat.Unknown },
        { "FF", ImageFormat.Unknown },
        { "", ImageFormat.Unknown },
    };

    [Theory]
    [MemberData(nameof(Beginnings))]
    public void Detect_FirstBytes_TellTheFormat(string hex, ImageFormat expected)
        => Assert.Equal(expected, ImageFormats.Detect(Convert.FromHexString(hex)));

    [Fact]
    public void Extensions_AreLowerCaseSortedAndDistinct()
    {
        Assert.Equal(ImageFormats.Extensions.Distinct().Order(StringComparer.Ordinal), ImageFormats.Extensions);
        Assert.All(ImageFormats.Extensions, extension => Assert.Matches("^\\.[a-z0-9]+$", extension));
        Assert.Contains(".jpeg", ImageFormats.Extensions);
        Assert.DoesNotContain(".heic", ImageFormats.Extensions);
    }
}
