using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Imaging.Tests;

/// <summary>Files with several pages or frames, one at a time.</summary>
public sealed class PageTests
{
    private const int Width = 46, Height = 34;

    public static TheoryData<string> Kinds => new(Animations.Kinds);

    [Fact]
    public void OpenPage_Tiff_GivesEachPageInItsOwnSize()
    {
        Mat[] drawn = [Picture.Draw(30, 20, 1), Picture.Draw(50, 40, 2), Picture.Draw(21, 33, 3)];
        byte[] bytes = TiffBlock.Pages(drawn);
        Assert.Equal(3, Count(bytes));
        for (int page = 1; page <= 3; page++)
        {
            ImageFile file = ImageFile.OpenPage(bytes, ImageLimits.Default, page);
            using DecodedImage image = file.Decode();
            Assert.Null(file.Damage);
            Assert.Equal((drawn[page - 1].Width, drawn[page - 1].Height), (file.Header!.Width, file.Header.Height));
            Assert.Equal(0, Picture.Difference(drawn[page - 1], image.Mat));
        }
    }

    [Fact]
    public void OpenPage_TiffThatOpenCvWrote_GivesEachPage()
    {
        using Mat drawn = Picture.Draw();
        byte[] bytes = Good.File("tiff pages", drawn);
        for (int page = 1; page <= Count(bytes); page++)
        {
            using DecodedImage image = ImageFile.OpenPage(bytes, ImageLimits.Default, page).Decode();
            Assert.Equal(0, Picture.Difference(drawn, image.Mat));
        }
    }

    [Fact]
    public void Count_SmallerCopiesAndMasksInATiff_AreNoPages()
    {
        Mat[] drawn = [Picture.Draw(40, 30, 1), Picture.Draw(20, 15, 1), Picture.Draw(40, 30, 2), Picture.Draw(40, 30, 3)];
        byte[] bytes = TiffBlock.Pages(drawn, 2, 1, 2, 4);
        Assert.Equal(2, Count(bytes));
        using DecodedImage second = ImageFile.OpenPage(bytes, ImageLimits.Default, 2).Decode();
        Assert.Equal(0, Picture.Difference(drawn[2], second.Mat));
    }

    [Fact]
    public void OpenPage_OnePageDamaged_IsThatPagesFailureAlone()
    {
        Mat[] drawn = [Picture.Draw(30, 20, 1), Picture.Draw(30, 20, 2), Picture.Draw(30, 20, 3)];
        byte[] bytes = TiffBlock.Pages(drawn);
        // The second page says that it is compressed, so that its pixels make no sense.
        int directory = BitConverter.ToInt32(bytes, 4);
        int second = BitConverter.ToInt32(bytes, directory + 2 + (12 * BitConverter.ToUInt16(bytes, directory)));
        bytes[second + 2 + (12 * 4) + 8] = 8;
        Assert.Equal((null, null), Opened(bytes, 1));
        (ImageFailure? failure, ImageFailure? damage) = Opened(bytes, 2);
        Assert.Equal(FailureClasses.Damaged, (failure ?? damage)!.Class);
        Assert.Equal((null, null), Opened(bytes, 3));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void OpenPage_Animation_ShowsWhatAProgramThatPlaysItShows(string kind)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            DrawnFrame[] frames = DrawnFrame.Draw(seed, 6, Width, Height, mayReplace: kind != "gif");
            frames = kind == "webp" ? [.. frames.Select(f => f with { Disposal = f.Disposal == FrameDisposal.Restore ? FrameDisposal.Keep : f.Disposal })] : frames;
            byte[] bytes = Animations.Write(kind, frames, Width, Height);
            IReadOnlyList<Mat> shown = DrawnFrame.Show(frames, Width, Height, new Vec3b(30, 20, 10));
            int before = kind == "png after a still" ? 1 : 0;
            Assert.Equal(frames.Length + before, Count(bytes));
            using PageCache cache = new();
            foreach (int frame in (int[])[0, 1, 2, 3, 4, 5, 3, 0, 5])
            {
                AssertShows(shown[frame], bytes, frame + 1 + before, cache, $"{kind}, seed {seed}, frame {frame + 1}");
                AssertShows(shown[frame], bytes, frame + 1 + before, null, $"{kind}, seed {seed}, frame {frame + 1} alone");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void OpenPage_First_IsWhatOpenGives(string kind)
    {
        byte[] bytes = Animations.Write(kind, DrawnFrame.Draw(5, 3, Width, Height, mayReplace: false), Width, Height);
        using DecodedImage first = ImageFile.OpenPage(bytes, ImageLimits.Default, 1).Decode(), plain = ImageFile.Open(bytes, ImageLimits.Default).Decode();
        Assert.Equal(0, Picture.Difference(plain.Mat, first.Mat));
    }

    [Fact]
    public void OpenPage_GifWithTransparencyDropped_ShowsItsBackgroundColourLikeTheFirstFrame()
    {
        using Mat patch = new(8, 10, MatType.CV_8UC4, new Scalar(0, 0, 252, 255));
        byte[] bytes = Animations.Gif([new(patch, 4, 6, FrameDisposal.Clear, true), new(patch, 20, 6, FrameDisposal.Keep, true)], Width, Height);
        bytes[11] = 1; // The background is colour 1 of the palette, the red of the patches.
        (bytes[16], bytes[17], bytes[18]) = (10, 20, 30);
        foreach (int page in (int[])[1, 2])
        {
            using DecodedImage image = ImageFile.OpenPage(bytes, ImageLimits.Default, page).Decode();
            Assert.Equal([30, 20, 10], image.Pixels.Row(0)[..3].ToArray());
        }
    }

    [Fact]
    public void OpenPage_FrameWithAWrongChecksum_FailsAndSoDoThoseDrawnOnItUntilOneReplacesAll()
    {
        DrawnFrame[] frames = [.. DrawnFrame.Draw(1, 6, Width, Height, mayReplace: false).Select(f => f with { Disposal = FrameDisposal.Keep })];
        frames[4] = frames[0] with { Blends = false };
        byte[] bytes = Animations.Png(frames, Width, Height, still: false);
        int third = Find(bytes, "fcTL", 3);
        bytes[third + 60] ^= 1;
        using PageCache cache = new();
        foreach (PageCache? used in (PageCache?[])[null, cache])
        {
            Assert.Null(Opened(bytes, 2, used).Failure);
            Assert.Contains("checksum in frame 3", Opened(bytes, 3, used).Failure!.Message, StringComparison.Ordinal);
            Assert.StartsWith("The frame cannot be shown because frame 3", Opened(bytes, 4, used).Failure!.Message, StringComparison.Ordinal);
            Assert.Null(Opened(bytes, 5, used).Failure); // It replaces all that was drawn before.
            Assert.Null(Opened(bytes, 6, used).Failure);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void OpenPage_TruncatedAnimation_ShowsTheFramesThatAreThere(string kind)
    {
        DrawnFrame[] frames = DrawnFrame.Draw(2, 6, Width, Height, mayReplace: false);
        byte[] bytes = Animations.Write(kind, frames, Width, Height), cut = bytes[..(bytes.Length * 3 / 4)];
        int pages = Count(cut);
        Assert.InRange(pages, 3, Count(bytes));
        Assert.Equal(FailureClasses.Truncated, Opened(cut, pages).Failure!.Class);
        using DecodedImage whole = ImageFile.OpenPage(bytes, ImageLimits.Default, pages - 1).Decode(), part = ImageFile.OpenPage(cut, ImageLimits.Default, pages - 1).Decode();
        Assert.Equal(0, Picture.Difference(whole.Mat, part.Mat));
    }

    [Fact]
    public void OpenPage_ThatIsNotThere_IsVanished()
    {
        using Mat drawn = Picture.Draw();
        foreach (string kind in (string[])["tiff pages", "gif animated", "webp animated", "png", "jpeg"])
        {
            byte[] bytes = Good.File(kind, drawn);
            ImageFailure failure = ImageFile.OpenPage(bytes, ImageLimits.Default, Count(bytes) + 1).Failure!;
            Assert.Equal(FailureClasses.Vanished, failure.Class);
            Assert.Contains("changed after it was listed", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Count_MillionFrames_StopsAndTheLastPageSaysSo()
    {
        byte[] frame = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 0x01, 0];
        byte[] bytes = [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, .. new byte[6], .. Enumerable.Repeat(frame, 1_000_000).SelectMany(f => f), 0x3B];
        Assert.Equal(10_001, Count(bytes));
        Assert.Null(ImageFile.OpenPage(bytes, ImageLimits.Default, 10_000).Failure);
        ImageFailure failure = ImageFile.OpenPage(bytes, ImageLimits.Default, 10_001).Failure!;
        Assert.Equal(FailureClasses.TooLarge, failure.Class);
        Assert.Contains("more than 10000 pages", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Count_HugeFrames_AreFewer()
    {
        byte[] frame = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 0x01, 0];
        byte[] bytes = [.. "GIF89a"u8, 0x10, 0x27, 0x10, 0x27, 0x80, 0, 0, .. new byte[6], .. Enumerable.Repeat(frame, 100).SelectMany(f => f), 0x3B];
        Assert.Equal(41, Count(bytes));
    }

    [Fact]
    public void OpenPage_FrameLargerThanTheLimit_IsTooLarge()
    {
        byte[] bytes = Animations.Png(DrawnFrame.Draw(1, 2, Width, Height, mayReplace: false), Width, Height, still: false);
        Assert.Equal(FailureClasses.TooLarge, ImageFile.OpenPage(bytes, new ImageLimits { MaxPixels = (Width * Height) - 1 }, 2).Failure!.Class);
    }

    private static int Count(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        return PageCounter.Count(stream);
    }

    private static (ImageFailure? Failure, ImageFailure? Damage) Opened(byte[] bytes, int page, PageCache? cache = null)
    {
        ImageFile file = ImageFile.OpenPage(bytes, ImageLimits.Default, page, cache);
        try
        {
            file.Decode().Dispose();
            return (null, file.Damage);
        }
        catch (ImageDecodeException e)
        {
            return (e.Failure, null);
        }
    }

    private static void AssertShows(Mat expected, byte[] bytes, int page, PageCache? cache, string context)
    {
        cache?.Use("the file");
        ImageFile file = ImageFile.OpenPage(bytes, ImageLimits.Default, page, cache);
        using DecodedImage image = file.Decode(1, new BackgroundColour(10, 20, 30));
        Assert.Equal((expected.Width, expected.Height), (image.Width, image.Height));
        Assert.True(Picture.Difference(expected, image.Mat) == 0, context);
    }

    private static int Find(byte[] bytes, string chunk, int number)
    {
        int at = 0;
        for (int i = 0; i < number; i++)
        {
            at += bytes.AsSpan(at + 1).IndexOf(System.Text.Encoding.ASCII.GetBytes(chunk)) + 1;
        }

        return at;
    }
}
