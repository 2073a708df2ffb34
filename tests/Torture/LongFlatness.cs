using System.Diagnostics;
using System.Globalization;
using System.Text;
using ImageAnalytics.Torture.Watching;

namespace ImageAnalytics.Torture;

/// <summary>One run of very many pictures, during which memory, handles and threads of supervisor and worker are measured. What grows with the pictures is a leak.</summary>
internal static class LongFlatness
{
    private const int Drawn = 1000, Side = 120, Per = 10_000;
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(0.25);

    private const string Pipeline = """
        name: flat
        steps:
          - { id: boxes, plugin: shapes }
          - { id: colour, plugin: shapes, on: boxes, where: area > 1, options: { classify: true } }
        report:
          formats: [html, csv]
        """;

    public static int Run(int pictures, string log)
    {
        using Workspace workspace = new();
        Multiply(workspace, pictures);
        CliProgram program = new(workspace);
        using RunningProgram run = program.StartScan(workspace.Write("flat.yaml", Pipeline), "in", "out");
        List<ProcessSample> samples = [];
        ImagesOverTime done = new();
        long start = Stopwatch.GetTimestamp();
        while (!run.EndsWithin(s_every))
        {
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            samples.AddRange([.. ProcessSample.Of("supervisor", run.Id, seconds), .. run.Children.SelectMany(c => ProcessSample.Of("worker", c, seconds))]);
            if (run.ImagesSoFar is var images && (images > 0 || !samples.Exists(s => s.Process == "worker")))
            {
                done.Note(seconds, images);
            }
        }

        CliResult result = run.Finish();
        samples = samples.ConvertAll(s => s with { Images = done.At(s.Seconds) });
        File.WriteAllLines(log, ["process,id,seconds,images,kilobytes,handles,threads", .. samples.Select(s => s.ToString())]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Line.Images} pictures, {result.Line.Failed} failed, {result.Line.Seconds:0} s, {samples.Count} samples in {log}"));
        foreach (string slope in Slopes.Of(samples, pictures, Per))
        {
            Console.WriteLine(slope);
        }

        return result.Line.Images == pictures && result.Line.Failed == 0 ? 0 : 1;
    }

    // A few are drawn; all others are these with a comment in the file that makes each another content.
    private static void Multiply(Workspace workspace, int pictures)
    {
        DrawnPictures.Draw(workspace["drawn"], Drawn * 6, side: Side);
        byte[][] jpegs = [.. Directory.EnumerateFiles(workspace["drawn"], "*.jpg").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        for (int i = 0; i < pictures; i++)
        {
            byte[] jpeg = jpegs[i % jpegs.Length], comment = Encoding.ASCII.GetBytes(FormattableString.Invariant($"picture {i:00000000}"));
            string folder = Directory.CreateDirectory(workspace[FormattableString.Invariant($"in/{i / 1000:0000}")]).FullName;
            using FileStream file = File.Create(Path.Combine(folder, FormattableString.Invariant($"{i:00000000}.jpg")));
            file.Write(jpeg.AsSpan(0, 2));
            file.Write([0xFF, 0xFE, 0, (byte)(comment.Length + 2)]); // A comment, after the start of the picture.
            file.Write(comment);
            file.Write(jpeg.AsSpan(2));
        }

        Directory.Delete(workspace["drawn"], true);
    }
}
