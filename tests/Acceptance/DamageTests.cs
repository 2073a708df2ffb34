using System.Diagnostics;
using System.Globalization;
using OpenCvSharp;

namespace ImageAnalytics.Acceptance;

/// <summary>How much of damage is noticed, by kind of file and of damage, and that no good file is accused.</summary>
public sealed class DamageTests : IDisposable
{
    private const int Good = 5_000, Sources = 25, CutsEach = 1, MostFlips = 8;
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public DamageTests() => _program = new CliProgram(_workspace);

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Run_FiveHundredCutAndFlippedFiles_NoticesCutsAndChecksumsAndWhatAStrictDecoderReports(int seed)
    {
        Random random = new(seed);
        SharedFiles.Unpack(_workspace["photos"], ["data", "photos", "photos.zip"], Sources);
        foreach ((string kind, byte[] bytes, int number) in Files())
        {
            for (int cut = 0; cut < CutsEach; cut++)
            {
                Write($"cut/{kind}/{number}-{cut}", kind, bytes[..random.Next(1, bytes.Length)]);
            }

            for (int flip = 0; flip < (kind is "jpg" or "png" ? 3 : 1); flip++)
            {
                Write($"flip/{kind}/{number}-{flip}", kind, Flipped(bytes, random));
            }
        }

        CliResult run = _program.Scan(_workspace.Write("shapes.yaml", TestPipelines.Shapes), "in", "out");

        Assert.InRange(run.Line.Images, 500, 1000);
        string[] rates = [.. run.Csv.Images.GroupBy(r => r["folder"]).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key}: {g.Count(r => r["status"] != "ok")} of {g.Count()}"))];
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join('\n', rates));
        string[] unnoticed = [.. run.Csv.Images.Where(r => r["status"] == "ok").Select(r => r["path"])];
        Assert.DoesNotContain(unnoticed, p => p.StartsWith("cut/", StringComparison.Ordinal) || p.StartsWith("flip/png/", StringComparison.Ordinal));
        string[] reported = [.. unnoticed.Where(p => p.EndsWith(".jpg", StringComparison.Ordinal)).Select(p => $"{p}: {StrictDecoder(_workspace["in/" + p])}").Where(r => !r.EndsWith(": ", StringComparison.Ordinal))];
        Assert.True(reported.Length == 0, string.Join('\n', reported));
    }

    [Fact]
    public void Run_FiveThousandGoodFiles_AccusesNone()
    {
        string[][] archives = [["data", "photos", "photos.zip"], ["data", "coco-val50", "coco-val50.zip"], ["data", "bccd", "bccd-voc.zip"], ["data", "lfw", "lfw-pairs-crop176.zip"], ["data", "cifar10", "cifar10-20k-jpg.zip"]];
        int files = 0;
        foreach (string[] archive in archives)
        {
            files += SharedFiles.Unpack(_workspace["good/" + archive[1]], archive, Math.Min(Good - files, 2_300));
        }

        foreach ((string kind, byte[] bytes, int number) in Files(["good/photos", "good/coco-val50"]))
        {
            File.WriteAllBytes(_workspace[string.Create(CultureInfo.InvariantCulture, $"good/{kind}-{number}.{kind}")], bytes);
            files++;
        }

        Assert.InRange(files, Good, 2 * Good);
        CliResult run = _program.Scan(_workspace.Write("shapes.yaml", TestPipelines.Shapes), "good", "out");
        Assert.Equal(files, run.Line.Images);
        Assert.Empty(run.Csv.Failures.Select(r => $"{r["path"]} {r["failure"]} {r["message"]}"));
    }

    private IEnumerable<(string Kind, byte[] Bytes, int Number)> Files() => Files(["photos"]);

    private IEnumerable<(string Kind, byte[] Bytes, int Number)> Files(string[] folders)
    {
        int number = 0;
        foreach (string path in folders.SelectMany(f => _workspace.Files(f).Select(p => _workspace[$"{f}/{p}"])).Where(p => p.EndsWith(".jpg", StringComparison.OrdinalIgnoreCase)).Take(Sources))
        {
            number++;
            using Mat picture = new(path);
            using Mat small = picture.Resize(new Size(320, 320 * picture.Rows / picture.Cols), 0, 0, InterpolationFlags.Area);
            yield return ("jpg", File.ReadAllBytes(path), number);
            yield return ("jpg", small.ToBytes(".jpg", new ImageEncodingParam(ImwriteFlags.JpegProgressive, 1)), number + 1000);
            yield return ("png", small.ToBytes(".png"), number);
            yield return ("webp", small.ToBytes(".webp"), number);
            yield return ("tif", small.ToBytes(".tif"), number);
            yield return ("bmp", small.ToBytes(".bmp"), number);
            yield return ("gif", small.ToBytes(".gif"), number);
            yield return ("jp2", small.ToBytes(".jp2"), number);
            yield return ("ppm", small.ToBytes(".ppm"), number);
        }
    }

    private void Write(string name, string kind, byte[] bytes)
    {
        string path = _workspace[$"in/{name}.{kind}"];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    private static byte[] Flipped(byte[] bytes, Random random)
    {
        byte[] flipped = [.. bytes];
        for (int i = random.Next(1, MostFlips + 1); i > 0; i--)
        {
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        }

        return flipped;
    }

    /// <summary>What djpeg, told to take every warning for an error, says about a file; empty for nothing.</summary>
    private static string StrictDecoder(string path)
    {
        ProcessStartInfo start = new("djpeg", ["-strict", "-outfile", "/dev/null", path]) { RedirectStandardError = true };
        try
        {
            using Process decoder = Process.Start(start)!;
            string said = decoder.StandardError.ReadToEnd();
            decoder.WaitForExit();
            return decoder.ExitCode == 0 ? "" : said.Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("djpeg of libjpeg-turbo-progs is not installed.");
            return "";
        }
    }
}
