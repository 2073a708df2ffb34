using System.Text;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Imaging.Tests;

/// <summary>Kinds of samples: few bits, many bits, other largest values, inks. Each gives the drawn colours, or says why not.</summary>
public sealed class KindTests
{
    [Theory]
    [InlineData("P5\n3 1\n1023\n", new byte[] { 0, 0, 2, 0, 3, 255 }, new[] { 0, 128, 255 })]
    [InlineData("P5\n3 1\n100\n", new byte[] { 0, 50, 100 }, new[] { 0, 128, 255 })]
    [InlineData("P5\n3 1\n65535\n", new byte[] { 0, 255, 0x80, 0x7F, 0xFF, 0xFF }, new[] { 0, 128, 255 })]
    [InlineData("P2\n# a comment\n3 1\n100\n0 50 100", new byte[0], new[] { 0, 128, 255 })]
    [InlineData("P1\n3 1\n101", new byte[0], new[] { 0, 255, 0 })]
    [InlineData("P4\n3 1\n", new byte[] { 0b0100_0000 }, new[] { 255, 0, 255 })]
    [InlineData("P7\nWIDTH 3\nHEIGHT 1\nDEPTH 1\nMAXVAL 1\nTUPLTYPE BLACKANDWHITE\nENDHDR\n", new byte[] { 0, 1, 0 }, new[] { 0, 255, 0 })]
    [InlineData("P7\nWIDTH 3\nHEIGHT 1\nDEPTH 1\nMAXVAL 255\nTUPLTYPE GRAYSCALE\nENDHDR\n", new byte[] { 7, 8, 9 }, new[] { 7, 8, 9 })]
    public void Decode_Netpbm_ScalesByTheLargestValue(string header, byte[] samples, int[] expected)
    {
        byte[] bytes = [.. Encoding.ASCII.GetBytes(header), .. samples];
        using DecodedImage image = ImageFile.Open(bytes, ImageLimits.Default).Decode();
        Assert.Equal(expected.SelectMany(v => (byte[])[(byte)v, (byte)v, (byte)v]), image.Pixels.Row(0).ToArray());
    }

    [Fact]
    public void Decode_PamOfColours_KeepsRedRed()
    {
        byte[] bytes = [.. "P7\nWIDTH 1\nHEIGHT 2\nDEPTH 3\nMAXVAL 255\nTUPLTYPE RGB\nENDHDR\n"u8, 1, 2, 3, 4, 5, 6];
        using DecodedImage image = ImageFile.Open(bytes, ImageLimits.Default).Decode();
        Assert.Equal([3, 2, 1], image.Pixels.Row(0).ToArray());
        Assert.Equal([6, 5, 4], image.Pixels.Row(1).ToArray());
    }

    [Fact]
    public void Decode_SixteenBits_GivesTheUpperEightInEveryFormat()
    {
        using Mat deep = new(20, 30, MatType.CV_16UC3);
        for (int y = 0; y < 20; y++)
        {
            for (int x = 0; x < 30; x++)
            {
                deep.Set(y, x, new Vec3w((ushort)((x * 2184) + 255), (ushort)((y * 3276) + 131), (ushort)(((x + y) * 1337) + 200)));
            }
        }

        using Mat upper = AlphaPixels.ToEightBits(deep.Clone());
        foreach (string extension in (string[])[".png", ".tiff", ".ppm"])
        {
            using DecodedImage image = ImageFile.Open(deep.Encode(extension), ImageLimits.Default).Decode();
            Assert.True(Picture.Difference(upper, image.Mat) == 0, extension);
        }
    }

    [Fact]
    public void Decode_SixteenBitsInPlanes_GivesTheDrawnColours()
    {
        using Mat deep = new(20, 30, MatType.CV_16UC3);
        for (int y = 0; y < 20; y++)
        {
            for (int x = 0; x < 30; x++)
            {
                deep.Set(y, x, new Vec3w((ushort)(x * 2184), (ushort)(y * 3276), (ushort)((x + y) * 1337)));
            }
        }

        using Mat upper = AlphaPixels.ToEightBits(deep.Clone());
        ImageFile file = ImageFile.Open(TiffBlock.DeepPlanes(deep), ImageLimits.Default);
        using DecodedImage image = file.Decode();
        Assert.Null(file.Damage);
        Assert.InRange(Picture.Difference(upper, image.Mat), 0, 1);
    }

    [Theory]
    [InlineData(0x00FF0000u, 0x0000FF00u, 0x000000FFu, true)]
    [InlineData(0x000000FFu, 0x0000FF00u, 0x00FF0000u, false)]
    [InlineData(0xFF000000u, 0x00FF0000u, 0x0000FF00u, false)]
    public void Decode_BitmapWithMasks_GivesItsColoursOrSaysWhyNot(uint red, uint green, uint blue, bool reads)
    {
        byte[] masks = [.. new[] { red, green, blue }.SelectMany(BitConverter.GetBytes)];
        byte[] header = [.. BitConverter.GetBytes(40), .. BitConverter.GetBytes(1), .. BitConverter.GetBytes(1), 1, 0, 32, 0, 3, .. new byte[23]];
        byte[] bytes = [.. "BM"u8, .. BitConverter.GetBytes(70), .. new byte[4], .. BitConverter.GetBytes(66), .. header, .. masks, 10, 20, 30, 0];
        ImageFile file = ImageFile.Open(bytes, ImageLimits.Default);
        if (!reads)
        {
            Assert.Equal("unsupported", file.Failure!.Class);
            Assert.Contains("its colours are in an unusual order", file.Failure.Message, StringComparison.Ordinal);
            return;
        }

        using DecodedImage image = file.Decode();
        Assert.Equal([10, 20, 30], image.Pixels.Row(0).ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decode_InkJpeg_GivesTheDrawnColoursWithAndWithoutAdobesInversion(bool adobe)
    {
        using Mat drawn = Picture.Draw(64, 48);
        using DecodedImage image = ImageFile.Open(InkJpeg.Write(drawn, adobe), ImageLimits.Default).Decode();
        Assert.InRange(Picture.Difference(drawn, image.Mat), 0, 3);
    }

    [Theory]
    [InlineData("samples are floating-point numbers", 32, 1, 1, 3)]
    [InlineData("samples are signed or complex numbers", 16, 1, 1, 2)]
    [InlineData("32 bits per sample", 32, 1, 1, 1)]
    [InlineData("2 bits per sample", 2, 1, 1, 1)]
    [InlineData("4 bits per sample and no palette", 4, 1, 1, 1)]
    [InlineData("5 samples per pixel", 8, 5, 2, 1)]
    [InlineData("inks (CMYK) have 16 bits", 16, 4, 5, 1)]
    public void Open_TiffOfAKindThatIsNotRead_SaysWhich(string expected, int bits, int samples, int photometric, int format)
    {
        List<byte> data = [.. TiffBlock.Header, .. new byte[8 * 8 * samples * 4]];
        int[] each = [.. Enumerable.Repeat(bits, samples)], formats = [.. Enumerable.Repeat(format, samples)];
        byte[] bytes = TiffBlock.OneStrip(data, new TiffBlock().Long(256, 8).Long(257, 8).Short(258, each).Short(262, photometric).Short(277, samples).Short(339, formats));
        ImageFailure failure = ImageFile.Open(bytes, ImageLimits.Default).Failure!;
        Assert.Equal(FailureClasses.Unsupported, failure.Class);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0000001866747970617669660000000061766966", "AVIF", "avifdec", "libavif-bin")]
    [InlineData("000000186674797061766973000000006d736631", "AVIF", "avifdec", "libavif-bin")]
    [InlineData("00000018667479706d696631000000006d696631 61766966", "AVIF", "avifdec", "libavif-bin")]
    [InlineData("0000001866747970686569630000000068656963", "HEIC", "heif-convert", "libheif-examples")]
    [InlineData("0000001866747970686569780000000068656978", "HEIC", "heif-convert", "libheif-examples")]
    [InlineData("0000001866747970686569730000000068656973", "HEIC", "heif-convert", "libheif-examples")]
    [InlineData("0000001866747970686576630000000068657663", "HEIC", "heif-convert", "libheif-examples")]
    [InlineData("0000001866747970686576780000000068657678", "HEIC", "heif-convert", "libheif-examples")]
    [InlineData("00000018667479706d696631000000006d696631", "HEIC", "heif-convert", "libheif-examples")]
    [InlineData("00000018667479706d736631000000006d736631", "HEIC", "heif-convert", "libheif-examples")]
    [InlineData("00000018667479706d696166000000006d696166", "HEIC", "heif-convert", "libheif-examples")]
    [InlineData("0000001866747970617663690000000061766369", "HEIC", "heif-convert", "libheif-examples")]
    [InlineData("0000000C4A584C200D0A870A0000001466747970", "JPEG XL", "djxl", "libjxl-tools")]
    [InlineData("FF0A001122334455", "JPEG XL", "djxl", "libjxl-tools")]
    [InlineData("0000001866747970637278200000000163727820", "camera raw", "dcraw_emu", "libraw-bin")]
    [InlineData("49492A00100000004352020000000000", "camera raw", "dcraw_emu", "libraw-bin")]
    [InlineData("46554A4946494C4D4343442D52415720", "camera raw", "dcraw_emu", "libraw-bin")]
    [InlineData("49495500180000000000", "camera raw", "dcraw_emu", "libraw-bin")]
    public void Open_FormatWithoutADecoder_NamesItAndACommandThatConvertsIt(string head, string format, string command, string package)
    {
        byte[] bytes = [.. Convert.FromHexString(head.Replace(" ", "", StringComparison.Ordinal)), .. new byte[64]];
        ImageFile file = ImageFile.Open(bytes, ImageLimits.Default);
        Assert.Equal(FailureClasses.Unsupported, file.Failure!.Class);
        Assert.StartsWith($"The file is in the format {format}, for which no decoder is built in. Convert it", file.Failure.Message, StringComparison.Ordinal);
        Assert.Contains(command, file.Failure.Message, StringComparison.Ordinal);
        Assert.Contains($"apt-get install {package}", file.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_VideoInTheSameKindOfFile_IsNoImage()
        => Assert.Equal(FailureClasses.NotAnImage, ImageFile.Open(Convert.FromHexString("0000001866747970697336D0000000006D703432" + "0000000000"), ImageLimits.Default).Failure!.Class);

    [Fact]
    public void Open_TiffWithASensorPictureBelowItsPreview_IsCameraRaw()
    {
        using Mat preview = Picture.Draw(16, 12);
        byte[] first = TiffBlock.Picture(preview, tiled: false);
        byte[] sensor = new TiffBlock().Long(256, 100).Long(257, 80).Short(258, 14).Short(262, 32803).Directory(first.Length, 0);
        List<byte> data = [.. TiffBlock.Header, .. new byte[16 * 12 * 3]];
        int below = data.Count + 400;
        byte[] page = TiffBlock.OneStrip(data, new TiffBlock().Long(256, 16).Long(257, 12).Short(258, 8, 8, 8).Short(262, 2).Short(277, 3).Long(330, below));
        byte[] bytes = [.. page, .. new byte[below - page.Length], .. sensor];
        Assert.Equal(ImageFormat.CameraRaw, Assert.IsType<ImageFile>(ImageFile.Open(bytes, ImageLimits.Default)).Header?.Format ?? ImageFormat.CameraRaw);
        Assert.Contains("camera raw", ImageFile.Open(bytes, ImageLimits.Default).Failure!.Message, StringComparison.Ordinal);
    }
}
