using FsCheck;
using FsCheck.Fluent;
using OpenCvSharp;

namespace ImageAnalytics.Imaging.Tests;

public sealed class HeaderTests
{
    [Fact]
    public void Header_ExifFacts_AreRead()
    {
        ImageHeader header = Open(TiffBlock.Exif(
            new TiffBlock().Text(0x010F, "Canon").Text(0x0110, "Canon EOS 300D").Short(0x0112, 6),
            new TiffBlock().Text(0x9003, "2024:02:29 13:14:15").Text(0x9011, "+05:30")));
        Assert.Equal("2024-02-29T13:14:15+05:30", header.TakenAt);
        Assert.Equal("Canon EOS 300D", header.Camera);
        Assert.Equal((6, 10, 20), (header.Orientation, header.Width, header.Height));
        Assert.Equal((20, 10), (header.StoredWidth, header.StoredHeight));
    }

    [Theory]
    [InlineData("2024:02:29 13:14:15", null, "2024-02-29T13:14:15")]
    [InlineData("2024:02:29 13:14:15", "nowhere", "2024-02-29T13:14:15")]
    [InlineData("2024:02:29 13:14:15", "-08:00", "2024-02-29T13:14:15-08:00")]
    [InlineData("2024:02:29 13:14:15", "+99:00", "2024-02-29T13:14:15")]
    [InlineData("2023:02:29 13:14:15", "+01:00", null)]
    [InlineData("0000:00:00 00:00:00", null, null)]
    [InlineData("    :  :     :  :  ", null, null)]
    [InlineData(null, "+01:00", null)]
    public void TakenAt_IsIsoTextOrNothing(string? date, string? offset, string? expected)
        => Assert.Equal(expected, ExifText.TakenAt(date, offset));

    [Theory]
    [InlineData("NIKON CORPORATION", "NIKON D800", "NIKON CORPORATION NIKON D800")]
    [InlineData("Canon", "Canon PowerShot S40", "Canon PowerShot S40")]
    [InlineData("Nokia ", " N70-1\0\0", "Nokia N70-1")]
    [InlineData("ACME", null, "ACME")]
    [InlineData(null, "Box", "Box")]
    [InlineData("", "", null)]
    [InlineData("A\nC\u001bME\u202e", "1\r\n2", "ACME 12")]
    public void Camera_IsOneCleanLine(string? make, string? model, string? expected)
        => Assert.Equal(expected, ExifText.Camera(make, model));

    [Fact]
    public void Camera_IsAtMost200Characters()
        => Assert.Equal(200, ExifText.Camera(new string('x', 500), new string('y', 500))!.Length);

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(65535)]
    public void Orientation_ThatDoesNotExist_IsUpright(int value) => Assert.Equal(1, Open(TiffBlock.Orientation(value)).Orientation);

    [Fact]
    public void Header_DigitizedDate_StandsInForTheOriginal()
        => Assert.Equal("2001-02-03T04:05:06", Open(TiffBlock.Exif(new TiffBlock(), new TiffBlock().Text(0x9004, "2001:02:03 04:05:06"))).TakenAt);

    [Fact]
    public void Open_ExifThatRefersToItself_Ends()
    {
        byte[] loop = TiffBlock.Exif(new TiffBlock().Short(0x0112, 3), new TiffBlock().Long(0x8769, 8));
        Assert.Equal(3, Open(loop).Orientation);
        int[] many = new int[12_000];
        TiffBlock hostile = new();
        for (int tag = 0x9100; tag < 0x9500; tag++)
        {
            hostile.Add(tag, 4, many.Length, []);
        }

        Assert.NotNull(Open([.. TiffBlock.Exif(hostile), .. new byte[50_000]]));
    }

    [Fact]
    public void Open_AnyExif_NeverThrows()
    {
        using Mat drawn = Picture.Draw(20, 10);
        byte[] jpeg = drawn.Encode(".jpg");
        byte[] good = TiffBlock.Exif(new TiffBlock().Text(0x010F, "Canon").Short(0x0112, 6), new TiffBlock().Text(0x9003, "2024:02:29 13:14:15"));
        Prop.ForAll<byte[], int[]>((noise, changes) =>
        {
            byte[] block = [.. good];
            foreach (int change in changes ?? [])
            {
                uint mixed = (uint)change * 2654435761u;
                block[mixed % (uint)block.Length] = (byte)(mixed >> 24);
            }

            Assert.NotNull(ImageFile.Open(Files.WithExif(jpeg, block), ImageLimits.Default).Header);
            Assert.NotNull(ImageFile.Open(Files.WithExif(jpeg, noise ?? []), ImageLimits.Default).Header);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithQuietOnSuccess(true));
    }

    private static ImageHeader Open(byte[] exif)
    {
        using Mat drawn = Picture.Draw(20, 10);
        ImageFile file = ImageFile.Open(Files.WithExif(drawn.Encode(".jpg"), exif), ImageLimits.Default);
        Assert.Null(file.Failure);
        Assert.Null(file.Damage);
        return file.Header!;
    }
}
