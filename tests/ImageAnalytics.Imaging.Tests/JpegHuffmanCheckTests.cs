using OpenCvSharp;

namespace ImageAnalytics.Imaging.Tests;

/// <summary>Bits that begin no Huffman code are told wherever they are, and good files are not accused.</summary>
public sealed class JpegHuffmanCheckTests
{
    private const int SamplingFactor = 7;

    public static TheoryData<int, int, int, int> Kinds()
    {
        TheoryData<int, int, int, int> kinds = [];
        foreach (int sampling in (int[])[0x111111, 0x211111, 0x221111, 0x121111, 0x411111])
        {
            foreach (int restart in (int[])[0, 1, 7])
            {
                kinds.Add(sampling, restart, 0, 3);
                kinds.Add(sampling, restart, 1, 3);
            }
        }

        kinds.Add(0x221111, 0, 0, 1);
        kinds.Add(0x221111, 3, 1, 1);
        return kinds;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void HasBadCode_GoodFilesOfAnySize_AreNotAccusedAndOnesInTheMiddleAre(int sampling, int restart, int optimised, int channels)
    {
        for (int seed = 0; seed < 24; seed++)
        {
            using Mat noisy = NoisyPicture.Draw(33 + (seed * 17), 21 + (seed * 23), seed, channels);
            byte[] bytes = noisy.Encode(
                ".jpg", SamplingFactor, sampling, (int)ImwriteFlags.JpegRstInterval, restart, (int)ImwriteFlags.JpegOptimize, optimised);
            JpegLayout layout = Layout(bytes);
            Assert.False(JpegHuffmanCheck.HasBadCode(bytes, layout));

            byte[] broken = [.. bytes];
            (int start, int end) = layout.Scans[0];
            for (int i = 0, at = (start + end) / 2; i < 40; i++, at += 2)
            {
                (broken[at], broken[at + 1]) = (0xFF, 0);
            }

            // In files with restart markers the decoder tells them.
            Assert.True(JpegHuffmanCheck.HasBadCode(broken, Layout(broken)) == (restart == 0), $"seed {seed}");
        }
    }

    [Fact]
    public void HasBadCode_AnyBytes_NeverThrow()
    {
        Random random = new(7);
        using Mat noisy = NoisyPicture.Draw(200, 160, 2, 3);
        byte[] good = noisy.Encode(".jpg", (int)ImwriteFlags.JpegRstInterval, 5);
        for (int i = 0; i < 3000; i++)
        {
            byte[] bytes = [.. good];
            for (int flips = random.Next(1, 20); flips > 0; flips--)
            {
                bytes[random.Next(2, i % 2 == 0 ? 700 : bytes.Length)] = (byte)random.Next(256);
            }

            if (Inspector.Inspect(bytes).Jpeg is { } layout)
            {
                _ = JpegHuffmanCheck.HasBadCode(bytes, layout);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void HasBadCode_FlippedBits_SaysWhatAPlainWalkSays(int optimised)
    {
        Random random = new(optimised);
        int bad = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            int columns = random.Next(1, 6), rows = random.Next(1, 6);
            using Mat noisy = NoisyPicture.Draw(16 * columns, 16 * rows, seed, 3);
            byte[] bytes = noisy.Encode(
                ".jpg", SamplingFactor, 0x221111, (int)ImwriteFlags.JpegQuality, random.Next(20, 101), (int)ImwriteFlags.JpegOptimize, optimised);
            (int start, int end) = Layout(bytes).Scans[0];
            for (int flips = random.Next(4); flips > 0; flips--)
            {
                // Neither a new marker nor one less: these end a scan elsewhere.
                int at = random.Next(start, end);
                bytes[at] = bytes[at] == 0xFF || bytes[at - 1] == 0xFF ? bytes[at] : (byte)Math.Min(0xFE, bytes[at] ^ (1 << random.Next(8)));
            }

            for (int i = 0, at = random.Next(start + 1, end); seed % 2 == 0 && i < 4 && at + 2 < end && bytes[at - 1] != 0xFF && bytes[at + 1] != 0xFF; i++, at += 2)
            {
                (bytes[at], bytes[at + 1]) = (0xFF, 0);
            }

            bool expected = PlainJpegWalk.HasBadCode(bytes, (start, end), columns * rows, [(0, 0), (0, 0), (0, 0), (0, 0), (1, 1), (1, 1)]);
            Assert.True(JpegHuffmanCheck.HasBadCode(bytes, Layout(bytes)) == expected, $"seed {seed}: a plain walk says {expected}");
            bad += expected ? 1 : 0;
        }

        Assert.InRange(bad, 20, 280);
    }

    private static JpegLayout Layout(byte[] bytes) => Inspector.Inspect(bytes).Jpeg!;
}
