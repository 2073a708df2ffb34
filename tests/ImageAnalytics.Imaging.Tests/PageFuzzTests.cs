using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Imaging.Tests;

/// <summary>Whatever the bytes, counting pages and opening them ends, and ends well.</summary>
public sealed class PageFuzzTests
{
    [Fact]
    public void CountAndOpen_AnyTruncatedAndChangedBytes_NeverThrowAnythingElse()
    {
        DrawnFrame[] frames = DrawnFrame.Draw(3, 4, 30, 26, mayReplace: false);
        byte[][] files =
        [
            .. Animations.Kinds.Select(kind => Animations.Write(kind, frames, 30, 26)),
            TiffBlock.Pages([Picture.Draw(30, 20, 1), Picture.Draw(12, 14, 2), Picture.Draw(9, 9, 3)]),
        ];
        int before = DecodedImage.Live;
        Prop.ForAll<int, int, int[]>((which, cut, changes) =>
        {
            byte[] bytes = [.. files[(which & int.MaxValue) % files.Length]];
            bytes = cut % 3 == 0 ? bytes[..((cut & int.MaxValue) % (bytes.Length + 1))] : bytes;
            foreach (int change in bytes.Length == 0 ? [] : changes ?? [])
            {
                uint mixed = (uint)change * 2654435761u;
                // Half of the changes hit the beginning, where structure stands.
                bytes[mixed % (uint)Math.Min(bytes.Length, change % 2 == 0 ? 120 : bytes.Length)] = (byte)(mixed >> 24);
            }

            Check(bytes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithQuietOnSuccess(true));
        Assert.Equal(before, DecodedImage.Live);
    }

    private static void Check(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        int pages = PageCounter.Count(stream);
        Assert.InRange(pages, 1, 10_001);
        ImageLimits limits = new() { MaxPixels = 1_000_000 };
        using PageCache cache = new();
        cache.Use("one");
        for (int page = 1; page <= Math.Min(pages, 6); page++)
        {
            ImageFile file = ImageFile.OpenPage(bytes, limits, page, cache);
            Assert.NotEqual(FailureClasses.Vanished, file.Failure?.Class);
            try
            {
                file.Decode().Dispose();
                file.Decode(1, new BackgroundColour(255, 255, 255)).Dispose();
            }
            catch (ImageDecodeException e)
            {
                Assert.Contains(e.Class, FailureClasses.All);
            }
        }

        Assert.Contains(ImageFile.OpenPage(bytes, limits, pages + 1, cache).Failure!.Class, (string[])[FailureClasses.Vanished, FailureClasses.TooLarge]);
    }
}
