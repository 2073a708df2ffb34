using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Imaging.Tests;

public sealed class DamageTests
{
    public static TheoryData<string> AllKinds => new(Good.All);

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Open_TruncatedFile_IsNoticed(string kind)
    {
        for (int seed = 0; seed < 200; seed++)
        {
            using Mat drawn = Picture.DrawFlat(40 + (seed % 50), 34 + (seed % 37), seed);
            byte[] bytes = Good.File(kind, drawn);
            foreach (double part in (double[])[0.1, 0.5, 0.9, 0.99])
            {
                int length = Math.Min(bytes.Length - 1, (int)(bytes.Length * part));
                Assert.True(IsNoticed(bytes.AsMemory(0, length)), $"{kind}, seed {seed}, {length} of {bytes.Length} bytes: not noticed.");
            }
        }
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("jpeg progressive")]
    public void Decode_TruncatedJpeg_GivesThePartThatIsThereAndSaysSo(string kind)
    {
        using Mat drawn = Picture.Draw(320, 240);
        byte[] bytes = Good.File(kind, drawn);
        ImageFile file = ImageFile.Open(bytes.AsMemory(0, bytes.Length * 6 / 10), ImageLimits.Default);
        Assert.Null(file.Failure);
        Assert.Equal(FailureClasses.Truncated, file.Damage!.Class);
        Assert.Contains("ends after", file.Damage.Message, StringComparison.Ordinal);
        using DecodedImage image = file.Decode();
        using Mat top = drawn[new Rect(0, 0, 320, 60)], decoded = image.Mat[new Rect(0, 0, 320, 60)];
        Assert.True(Picture.Difference(top, decoded) < 25, "The upper quarter is there.");
    }

    [Fact]
    public void Decode_JpegWithAMissingMiddle_IsNoticed()
    {
        using Mat drawn = Picture.Draw(320, 240);
        byte[] bytes = drawn.Encode(".jpg");
        byte[] holed = [.. bytes];
        Array.Clear(holed, bytes.Length / 2, 1000);
        AssertDamage(FailureClasses.Damaged, holed);
        AssertDamage(FailureClasses.Damaged, [.. bytes[..(bytes.Length / 2)], .. bytes[((bytes.Length / 2) + 1000)..]]);
    }

    [Fact]
    public void Open_ProgressiveJpegWithoutItsLastScans_IsNoticed()
    {
        using Mat drawn = Picture.Draw(320, 240);
        byte[] bytes = Good.File("jpeg progressive", drawn);
        int lastScan = bytes.AsSpan().LastIndexOf([(byte)0xFF, JpegMarkers.Scan]);
        int lastTable = bytes.AsSpan(0, lastScan).LastIndexOf([(byte)0xFF, JpegMarkers.HuffmanTable]);
        ImageFile file = ImageFile.Open((byte[])[.. bytes[..lastTable], 0xFF, 0xD9], ImageLimits.Default);
        Assert.Equal(FailureClasses.Truncated, file.Damage!.Class);
        Assert.Contains("last scans", file.Damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_JpegWithHarmlessFaults_IsNotAccused()
    {
        using Mat drawn = Picture.Draw();
        byte[] bytes = drawn.Encode(".jpg");
        AssertWhole([.. bytes, .. "a second picture, or a camera's own data"u8]);
        AssertWhole(WithJunk(bytes));
        AssertWhole([.. bytes[..^2], .. new byte[40], 0xFF, 0xD9]);
        AssertWhole([.. bytes[..^2], 0xFF, 0xFF, 0xFF, 0xFF, 0xD9]);
        byte[] revision = [.. bytes];
        revision[11] = 9;
        AssertWhole(revision);
    }

    [Fact]
    public void Decode_JpegWhoseHarmlessFaultComesFirst_StillTellsTheSerious()
    {
        using Mat drawn = Picture.Draw(320, 240);
        byte[] bytes = drawn.Encode(".jpg");
        Array.Clear(bytes, bytes.Length / 2, 1000);
        AssertDamage(FailureClasses.Damaged, WithJunk(bytes));
    }

    [Fact]
    public void Open_PngWithAWrongChecksum_NamesTheChunk()
    {
        using Mat drawn = Picture.Draw();
        byte[] bytes = drawn.Encode(".png");
        bytes[bytes.Length / 2] ^= 1;
        AssertFailure(FailureClasses.Damaged, "checksum of its chunk IDAT", bytes);
    }

    [Fact]
    public void Decode_PngWithAFaultyText_GivesThePictureAndSaysSo()
    {
        using Mat drawn = Picture.Draw();
        byte[] bytes = Files.WithPngChunk(drawn.Encode(".png"), "tEXt", [.. "Title\0drawn"u8]);
        bytes[45] ^= 1;
        ImageFile file = ImageFile.Open(bytes, ImageLimits.Default);
        Assert.Contains("checksum of its chunk tEXt", file.Damage!.Message, StringComparison.Ordinal);
        using DecodedImage image = file.Decode();
        Assert.Equal(0, Picture.Difference(drawn, image.Mat));
    }

    [Theory]
    [InlineData("tiff deflate")]
    [InlineData("tiff jpeg")]
    public void Decode_TiffWithCorruptParts_IsNoticed(string kind)
    {
        using Mat drawn = Picture.Draw(320, 240);
        byte[] bytes = Good.File(kind, drawn);
        Array.Clear(bytes, bytes.Length / 2, 300);
        Assert.True(IsNoticed(bytes));
    }

    [Theory]
    [InlineData(".tiff")]
    [InlineData(".png")]
    public void Decode_SixteenBitsThatUseOnlyTheLowOnes_SaysThatThePictureIsBlack(string extension)
    {
        using Mat dark = new(10, 10, MatType.CV_16UC1, new Scalar(200));
        ImageFile file = ImageFile.Open(dark.Encode(extension), ImageLimits.Default);
        file.Decode().Dispose();
        Assert.Contains("reach only 200 of 65535", file.Damage!.Message, StringComparison.Ordinal);
        using Mat black = new(10, 10, MatType.CV_16UC1, new Scalar(0));
        AssertWhole(black.Encode(extension));
    }

    [Fact]
    public void Open_TiffWhoseDirectoriesLoop_Ends()
    {
        using Mat drawn = Picture.Draw(32, 32);
        byte[] bytes = TiffBlock.Picture(drawn, tiled: false);
        int directory = BitConverter.ToInt32(bytes, 4), count = BitConverter.ToUInt16(bytes, directory);
        BitConverter.GetBytes(directory).CopyTo(bytes, directory + 2 + (12 * count));
        Assert.Equal(1, ImageFile.Open(bytes, ImageLimits.Default).Header!.Pages);
        AssertWhole(bytes);
    }

    [Fact]
    public void Open_TiffWhoseDirectoriesShareOneLongList_IsRefusedInsteadOfWalkedForHours()
    {
        const int directories = 5000, entries = 4, list = 100_000;
        List<byte> bytes = [(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0];
        int listAt = 8 + (directories * (2 + (12 * entries) + 4));
        for (int i = 1; i <= directories; i++)
        {
            int next = i < directories ? bytes.Count + 2 + (12 * entries) + 4 : 0;
            bytes.AddRange(new TiffBlock().Long(256, 1).Long(257, 1).Directory(0, 0).AsSpan(2, 24));
            bytes.InsertRange(bytes.Count - 24, BitConverter.GetBytes((ushort)entries));
            foreach (int tag in (int[])[273, 279])
            {
                bytes.AddRange([.. BitConverter.GetBytes((ushort)tag), 4, 0, .. BitConverter.GetBytes(list), .. BitConverter.GetBytes(listAt)]);
            }

            bytes.AddRange(BitConverter.GetBytes(next));
        }

        AssertFailure(FailureClasses.Damaged, "again and again", [.. bytes, .. new byte[list * 4]]);
    }

    [Fact]
    public void Open_NoPicture_SaysWhatItIs()
    {
        AssertFailure(FailureClasses.NotAnImage, "is empty", []);
        AssertFailure(FailureClasses.NotAnImage, "bytes are zero", new byte[4096]);
        AssertFailure(FailureClasses.NotAnImage, "none of the known formats", [.. "Dear reader, this is a text."u8]);
        AssertFailure(FailureClasses.NotAnImage, "transfer in text mode", [0x89, (byte)'P', (byte)'N', (byte)'G', 10, 26, 10, 0]);
        AssertFailure(FailureClasses.Unsupported, "AVIF", Convert.FromHexString("00000020667479706176696600000000"));
        AssertFailure(FailureClasses.Unsupported, "Convert it", Convert.FromHexString("00000018667479706865696300000000"));
    }

    [Fact]
    public void Open_HugePicture_IsRefusedByItsHeader()
    {
        byte[] header = [0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30, 8, 2, 0, 0, 0];
        byte[] bomb = [.. Files.PngSignature, .. Files.PngChunk("IHDR", header), .. Files.PngChunk("IDAT", new byte[100]), .. Files.PngChunk("IEND", [])];
        AssertFailure(FailureClasses.TooLarge, "30000 x 30000 = 900000000 pixels, but the limit is 150000000", bomb);
        byte[] frame = [.. "GIF89a"u8, 32, 0, 32, 0, 0x80, 0, 0, .. new byte[6], 0x2C, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x29, 5, 0, 2, 1, 0, 0, 0x3B];
        AssertFailure(FailureClasses.TooLarge, "the limit is", frame);
    }

    [Fact]
    public void Open_AtTheLimits_IsAllowed()
    {
        using Mat drawn = Picture.Draw(20, 10);
        byte[] bytes = drawn.Encode(".png");
        Assert.Null(ImageFile.Open(bytes, new ImageLimits { MaxPixels = 200, MaxBytes = bytes.Length }).Failure);
        Assert.Equal(FailureClasses.TooLarge, ImageFile.Open(bytes, new ImageLimits { MaxPixels = 199 }).Failure!.Class);
        Assert.Equal(FailureClasses.TooLarge, ImageFile.Open(bytes, new ImageLimits { MaxBytes = bytes.Length - 1 }).Failure!.Class);
        Assert.NotNull(ImageFile.Open(bytes, new ImageLimits { MaxPixels = 199 }).Header);
    }

    [Fact]
    public void Decode_FailedFile_ThrowsItsFailure()
    {
        ImageDecodeException thrown = Assert.Throws<ImageDecodeException>(() => ImageFile.Open(Array.Empty<byte>(), ImageLimits.Default).Decode());
        Assert.Equal(FailureClasses.NotAnImage, thrown.Class);
        Assert.Equal(thrown.Failure.Message, thrown.Message);
    }

    [Fact]
    public void OpenAndDecode_AnyChangedBytes_NeverThrowAnythingElse()
    {
        using Mat drawn = Picture.DrawFlat(45, 35);
        byte[][] files = [.. Good.All.Select(kind => Good.File(kind, drawn))];
        int before = DecodedImage.Live;
        Prop.ForAll<int, int[]>((which, changes) =>
        {
            byte[] bytes = [.. files[(which & int.MaxValue) % files.Length]];
            foreach (int change in changes ?? [])
            {
                uint mixed = (uint)change * 2654435761u;
                bytes[mixed % (uint)bytes.Length] = (byte)(mixed >> 24);
            }

            ImageFile file = ImageFile.Open(bytes, new ImageLimits { MaxPixels = 4_000_000 });
            Assert.True(file.Failure is not null || file.Header is not null);
            try
            {
                file.Decode().Dispose();
            }
            catch (ImageDecodeException e)
            {
                Assert.Contains(e.Class, FailureClasses.All);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithQuietOnSuccess(true));
        Assert.Equal(before, DecodedImage.Live);
    }

    /// <summary>Puts bytes that belong to nothing behind the first segment (JFIF, 18 bytes).</summary>
    private static byte[] WithJunk(byte[] jpeg) => [.. jpeg[..20], 1, 2, 3, 4, 5, 6, 7, 8, 9, .. jpeg[20..]];

    private static bool IsNoticed(ReadOnlyMemory<byte> bytes)
    {
        ImageFile file = ImageFile.Open(bytes, ImageLimits.Default);
        if (file.Failure is not null || file.Damage is not null)
        {
            return true;
        }

        try
        {
            file.Decode().Dispose();
            return file.Damage is not null;
        }
        catch (ImageDecodeException)
        {
            return true;
        }
    }

    private static void AssertDamage(string failureClass, byte[] bytes)
    {
        ImageFile file = ImageFile.Open(bytes, ImageLimits.Default);
        Assert.Null(file.Failure);
        file.Decode().Dispose();
        Assert.Equal(failureClass, file.Damage?.Class);
    }

    private static void AssertWhole(byte[] bytes)
    {
        ImageFile file = ImageFile.Open(bytes, ImageLimits.Default);
        Assert.Null(file.Failure);
        file.Decode().Dispose();
        Assert.Null(file.Damage);
    }

    private static void AssertFailure(string failureClass, string part, byte[] bytes)
    {
        ImageFailure? failure = ImageFile.Open(bytes, ImageLimits.Default).Failure;
        Assert.Equal(failureClass, failure?.Class);
        Assert.Contains(part, failure!.Message, StringComparison.Ordinal);
    }
}
