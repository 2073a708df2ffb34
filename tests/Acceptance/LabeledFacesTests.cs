using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace ImageAnalytics.Acceptance;

/// <summary>How well faces are told apart: the pairs of Labeled Faces in the Wild, of which the central part of each picture is kept here.</summary>
/// <remarks>
/// Huang et al. 2007, view 2: ten folds of 300 pairs of one person and 300 of two. A fold's threshold comes from the other nine.
/// The person meant is the one in the middle; a picture in which no face is found counts as unlike every other.
/// </remarks>
public sealed class LabeledFacesTests : IDisposable
{
    private const int Folds = 10, PairsOfFold = 600, Pictures = 7701, PicturesOfPart = 1200;
    private const double Least = 0.985, Unlike = 2;

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Embeddings_PairsOfTenFolds_ReachTheirAccuracy()
    {
        CliProgram program = new(_workspace);
        SharedFiles.InstallModels(program);
        string pipeline = _workspace.Write("faces.yaml", "name: faces\nsteps:\n  - { id: faces, plugin: face, models: { detector: yunet-n, embedding: mobileface-v2 } }\n");

        // In parts, as a folder grows: each call does what is new, and none takes longer than a call of a test may.
        CliResult? result = null;
        using ZipArchive zip = ZipFile.OpenRead(Repository.Shared("data", "lfw", "lfw-pairs-crop176.zip"));
        foreach (ZipArchiveEntry[] part in zip.Entries.Where(e => e.Name.Length > 0).Chunk(PicturesOfPart))
        {
            foreach (ZipArchiveEntry entry in part)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(_workspace[$"in/{entry.FullName}"])!);
                entry.ExtractToFile(_workspace[$"in/{entry.FullName}"]);
            }

            result = program.Run("run", pipeline, "--input", "in", "--output", "out");
        }

        Assert.Equal((Pictures, 0), (result!.Line.Images, result.Line.Failed));
        program.Run("export", "out", "--format", "json", "--output", "faces.json").AssertExit(0);

        Dictionary<string, float[]> embeddings = Embeddings(_workspace["faces.json"]);
        (int Fold, double Distance, bool Same)[] pairs = [.. Pairs(embeddings)];
        double accuracy = Enumerable.Range(0, Folds).Average(fold => Accuracy(pairs.Where(p => p.Fold == fold), Threshold(pairs.Where(p => p.Fold != fold))));
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"LFW pairs, central crop: ten-fold accuracy {accuracy:F4}, {Pictures - embeddings.Count} pictures without a face"));
        Assert.InRange(accuracy, Least, 1);
        Assert.InRange(embeddings.Count, Pictures - 10, Pictures);
    }

    private static IEnumerable<(int Fold, double Distance, bool Same)> Pairs(Dictionary<string, float[]> embeddings)
    {
        string[] lines = [.. File.ReadLines(Repository.Shared("data", "lfw", "pairs.txt")).Skip(1)];
        Assert.Equal(Folds * PairsOfFold, lines.Length);
        for (int i = 0; i < lines.Length; i++)
        {
            string[] words = lines[i].Split('\t');
            bool same = words.Length == 3;
            string first = Name(words[0], words[1]), second = same ? Name(words[0], words[2]) : Name(words[2], words[3]);
            bool both = embeddings.ContainsKey(first) && embeddings.ContainsKey(second);
            yield return (i / PairsOfFold, both ? 1 - embeddings[first].Zip(embeddings[second], (a, b) => (double)a * b).Sum() : Unlike, same);
        }
    }

    private static string Name(string person, string number) => $"{person}_{int.Parse(number, CultureInfo.InvariantCulture):0000}";

    private static double Threshold(IEnumerable<(int Fold, double Distance, bool Same)> pairs)
    {
        (int Fold, double Distance, bool Same)[] all = [.. pairs];
        return Enumerable.Range(200, 800).Select(t => t / 1000.0).MaxBy(t => Accuracy(all, t));
    }

    private static double Accuracy(IEnumerable<(int Fold, double Distance, bool Same)> pairs, double threshold)
        => pairs.Average(p => (p.Distance <= threshold) == p.Same ? 1.0 : 0.0);

    // The embedding of the face whose middle is nearest the picture's.
    private static Dictionary<string, float[]> Embeddings(string path)
    {
        using FileStream file = File.OpenRead(path);
        using JsonDocument document = JsonDocument.Parse(file);
        Dictionary<string, float[]> embeddings = [];
        foreach (JsonElement image in document.RootElement.GetProperty("images").EnumerateArray())
        {
            double width = image.GetProperty("width").GetDouble(), height = image.GetProperty("height").GetDouble();
            JsonElement[] faces = [.. image.GetProperty("observations").EnumerateArray().Where(o => o.TryGetProperty("embedding", out _))];
            if (faces.Length > 0)
            {
                JsonElement middle = faces.MinBy(f => FromMiddle(f.GetProperty("box"), width, height));
                embeddings[Path.GetFileNameWithoutExtension(image.GetProperty("path").GetString()!)] = [.. middle.GetProperty("embedding").EnumerateArray().Select(v => v.GetSingle())];
            }
        }

        return embeddings;
    }

    private static double FromMiddle(JsonElement box, double width, double height)
    {
        // x, y, width, height.
        double x = box[0].GetDouble() + (box[2].GetDouble() / 2) - (width / 2), y = box[1].GetDouble() + (box[3].GetDouble() / 2) - (height / 2);
        return (x * x) + (y * y);
    }
}
