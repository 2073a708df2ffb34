using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Imaging.Tests;

/// <summary>Decoding tells of bits that begin no Huffman code, whatever the file's size and restart markers, and accuses no good file.</summary>
public sealed class JpegStrictCopyTests
{
    private const int SamplingFactor = 7, JfifEnd = 20;

    [Theory]
    [InlineData(640, 480, 3, 0, true)]
    [InlineData(640, 480, 1, 0, true)]
    [InlineData(640, 480, 3, 7, false)] // Restart markers of its own.
    [InlineData(2040, 2056, 1, 0, true)] // 65,535 units, the most that can be announced.
    [InlineData(2048, 2048, 1, 0, false)] // 65,536.
    public void Decode_BadCodeWithMuchDataAhead_IsToldAndAGoodFileIsNotAccused(int width, int height, int channels, int restart, bool isCopied)
    {
        using Mat noisy = NoisyPicture.Draw(width, height, 1, channels);
        byte[] bytes = noisy.Encode(".jpg", (int)ImwriteFlags.JpegRstInterval, restart);
        Assert.Equal(isCopied, JpegStrictCopy.IsPossible(Inspector.Inspect(bytes).Jpeg!));
        using (Mat expected = Cv2.ImDecode(bytes, ImreadModes.Color))
        {
            ImageFile good = ImageFile.Open(bytes, ImageLimits.Default);
            using DecodedImage decoded = good.Decode();
            Assert.Null(good.Damage);
            Assert.Equal(0, Cv2.Norm(expected, decoded.Mat, NormTypes.INF));
        }

        Break(bytes, bytes.Length / 3);

        Assert.Equal(FailureClasses.Damaged, DamageOf(bytes)?.Class);
    }

    [Fact]
    public void Decode_BadCodeInAFileThatSaysItHasNoRestartMarkers_IsTold()
    {
        using Mat noisy = NoisyPicture.Draw(640, 480, 1, 3);
        byte[] bytes = noisy.Encode(".jpg");
        byte[] says = [.. bytes[..2], 0xFF, JpegMarkers.RestartInterval, 0, 4, 0, 0, .. bytes[2..]];
        Assert.False(JpegStrictCopy.IsPossible(Inspector.Inspect(says).Jpeg!));
        Assert.Null(DamageOf(says));

        Break(says, says.Length / 3);

        Assert.Equal(FailureClasses.Damaged, DamageOf(says)?.Class);
    }

    [Theory]
    [InlineData(640, 480)]
    [InlineData(2048, 2048)]
    public void Decode_BadCodeBehindAHarmlessFault_IsTold(int width, int height)
    {
        using Mat noisy = NoisyPicture.Draw(width, height, 1, 1);
        byte[] bytes = noisy.Encode(".jpg");
        byte[] padded = [.. bytes[..JfifEnd], 0, 0, 0, .. bytes[JfifEnd..]]; // Bytes between segments, which say nothing about the pixels.
        Assert.Null(DamageOf(padded));

        Break(padded, padded.Length / 3);

        Assert.Equal(FailureClasses.Damaged, DamageOf(padded)?.Class);
    }

    [Fact]
    public void Decode_FlippedBits_TellsAllThatAPlainWalkTells()
    {
        Random random = new(3);
        int bad = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            int columns = random.Next(1, 16), rows = random.Next(1, 16);
            using Mat noisy = NoisyPicture.Draw(16 * columns, 16 * rows, seed, 3);
            byte[] bytes = noisy.Encode(".jpg", SamplingFactor, 0x221111, (int)ImwriteFlags.JpegQuality, random.Next(20, 101), (int)ImwriteFlags.JpegOptimize, seed % 2);
            (int start, int end) = Inspector.Inspect(bytes).Jpeg!.Scans[0];
            for (int flips = random.Next(4); flips > 0; flips--)
            {
                // Neither a new marker nor one less: these end a scan elsewhere.
                int at = random.Next(start, end);
                bytes[at] = bytes[at] == 0xFF || bytes[at - 1] == 0xFF ? bytes[at] : (byte)Math.Min(0xFE, bytes[at] ^ (1 << random.Next(8)));
            }

            bool isBad = PlainJpegWalk.HasBadCode(bytes, (start, end), columns * rows, [(0, 0), (0, 0), (0, 0), (0, 0), (1, 1), (1, 1)]);
            Assert.True(!isBad || DamageOf(bytes) is not null, $"seed {seed}");
            bad += isBad ? 1 : 0;
        }

        Assert.InRange(bad, 20, 280);
    }

    // Ones where codes are: no code is longer than 16 bits and none is all ones.
    private static void Break(byte[] bytes, int at)
    {
        for (int i = 0; i < 4; i++)
        {
            (bytes[at + (2 * i)], bytes[at + (2 * i) + 1]) = (0xFF, 0);
        }
    }

    private static ImageFailure? DamageOf(byte[] bytes)
    {
        ImageFile file = ImageFile.Open(bytes, ImageLimits.Default);
        file.Decode().Dispose();
        return file.Damage;
    }
}
