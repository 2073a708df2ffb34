using System.IO.Compression;
using System.Text.RegularExpressions;

namespace ImageAnalytics.Imaging.Tests;

/// <summary>Real files: hostile ones with their expectations, and good ones that must not be accused.</summary>
public sealed partial class SharedDataTests
{
    [Fact]
    public void Hostile_EveryFile_MeetsItsExpectation()
    {
        string folder = Shared.Folder("data", "hostile");
        List<string> wrong = [];
        foreach (string line in File.ReadLines(Path.Combine(folder, "index.csv")).Skip(1))
        {
            Match fields = IndexLine().Match(line);
            (string name, string expected, string failures) = (fields.Groups[1].Value, fields.Groups[3].Value, fields.Groups[4].Value);
            if (Problem(Path.Combine(folder, name), expected, failures.Split('|')) is { } problem)
            {
                wrong.Add($"{name} ({expected} {failures}): {problem}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(0, DecodedImage.Live);
    }

    [Fact]
    public void Landscape_AllOrientations_LookAlike()
    {
        string folder = Shared.Folder("data", "hostile");
        List<DecodedImage> images =
        [
            .. ((int[])[2, 3, 5, 6, 8]).Select(n =>
                ImageFile.Open(File.ReadAllBytes(Path.Combine(folder, $"sharp-Landscape_{n}.jpg")), ImageLimits.Default).Decode()),
        ];
        Assert.All(images, left => Assert.All(images, right => Assert.InRange(Picture.Difference(left.Mat, right.Mat), 0, 6)));
        images.ForEach(image => image.Dispose());
    }

    [Fact]
    public void GoodData_NoFile_IsAccused()
    {
        List<string> accused = [];
        int files = 0;
        foreach (string archive in Directory.EnumerateFiles(Shared.Folder("data"), "*.zip", SearchOption.AllDirectories))
        {
            using ZipArchive zip = ZipFile.OpenRead(archive);
            foreach (ZipArchiveEntry entry in zip.Entries.Where(e => ImageFormats.Extensions.Contains(Path.GetExtension(e.Name).ToLowerInvariant())))
            {
                using MemoryStream bytes = new();
                using (Stream stream = entry.Open())
                {
                    stream.CopyTo(bytes);
                }

                files++;
                if (Accusation(bytes.ToArray()) is { } accusation)
                {
                    accused.Add($"{Path.GetFileName(archive)}/{entry.FullName}: {accusation.Message}");
                }
            }
        }

        Assert.Empty(accused);
        Assert.True(files > 1000, $"Only {files} pictures were found in the archives.");
    }

    private static ImageFailure? Accusation(byte[] bytes)
    {
        ImageFile file = ImageFile.Open(bytes, ImageLimits.Default);
        try
        {
            file.Decode().Dispose();
            return file.Damage;
        }
        catch (ImageDecodeException e)
        {
            return e.Failure;
        }
    }

    private static string? Problem(string path, string expected, string[] failures)
    {
        ImageFile file = ImageFile.Open(File.ReadAllBytes(path), ImageLimits.Default);
        ImageFailure? failure = file.Failure;
        try
        {
            file.Decode().Dispose();
        }
        catch (ImageDecodeException e)
        {
            failure = e.Failure;
        }

        bool met = expected switch
        {
            "decode" or "multi" => failure is null && file.Damage is null,
            "fail" or "limit" => failure is not null && failures.Contains(failure.Class),
            _ => failure is not null || file.Damage is not null,
        };
        return met ? null : $"failure {failure}, damage {file.Damage}";
    }

    [GeneratedRegex("^([^,]*),(\"[^\"]*\"|[^,]*),([^,]*),([^,]*),")]
    private static partial Regex IndexLine();
}
