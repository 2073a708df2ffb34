using System.Globalization;
using ImageAnalytics.Imaging;
using ImageAnalytics.Reporting;
using ImageAnalytics.Reporting.Data;
using OpenCvSharp;

namespace ImageAnalytics.Training.Datasets.Checking;

/// <summary>Writes the page of a check.</summary>
public static class DataPages
{
    private const int MaxClasses = 30, SamplesOfClass = 4, Bars = 16, MaxExamples = 8;

    /// <summary>Writes the page with samples of every class, histograms and problems into a folder that needs nothing else.</summary>
    /// <param name="result">What a check found.</param>
    /// <param name="title">The page's title.</param>
    /// <param name="folder">Made where it does not exist.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The page's absolute path.</returns>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static Task<string> WriteAsync(DataCheckResult result, string title, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        Dictionary<ReportPicture, LabelledImage> originals = new(ReferenceEqualityComparer.Instance);
        DataPageModel model = new()
        {
            Title = title,
            Source = result.Data.Source,
            Cards = Cards(result),
            CountedIn = result.Data.Images.Any(i => i.ClassId is not null) ? "pictures" : "objects",
            Splits = [.. result.Splits.Select(s => s.Length > 0 ? s : "no split")],
            Classes = [.. result.Classes.Select(c => new DataClass(c.Name, c.BySplit))],
            Histograms = Histograms(result),
            Problems = [.. result.Problems.GroupBy(p => p.Kind).Select(g => new DataProblem(ProblemText.Of(g.Key), g.Count(), [.. g.Take(MaxExamples).Select(p => p.Message)]))],
            Samples = Samples(result, originals),
        };
        return DataPageWriter.WriteAsync(model, folder, (picture, _) => TryDecode(originals[picture]), cancellationToken);
    }

    private static (string, string, string)[] Cards(DataCheckResult result)
    {
        int broken = result.Problems.Count(p => p.Kind == DatasetProblemKind.BrokenImage), leaks = result.Problems.Count(p => p.Kind == DatasetProblemKind.Leak);
        int objects = result.Objects.Count();
        List<(string, string, string)> cards = [("pictures", Number(result.Data.Images.Count), ""), ("classes", Number(result.Classes.Count), "")];
        if (objects > 0)
        {
            cards.Add(("objects", Number(objects), ""));
        }

        if (result.Data.Pairs.Count > 0)
        {
            cards.Add(("pairs", Number(result.Data.Pairs.Count), ""));
        }

        cards.AddRange([
            ("commonest to rarest", result.Imbalance.ToString("0.#", CultureInfo.InvariantCulture), result.Imbalance > 10 ? "warn" : ""),
            ("broken pictures", Number(broken), broken > 0 ? "bad" : ""),
            ("equal pictures", Number(result.Duplicates.Sum(g => g.Count - 1)), result.Duplicates.Count > 0 ? "warn" : ""),
            ("look-alike pairs", Number(result.NearDuplicates.Count), result.NearDuplicates.Count > 0 ? "warn" : ""),
            ("leaks", Number(leaks), leaks > 0 ? "bad" : ""),
            ("problems", Number(result.Problems.Count), result.Problems.Count > 0 ? "warn" : "")]);
        return [.. cards];
    }

    private static DataHistogram[] Histograms(DataCheckResult result)
    {
        LabelledObject[] objects = [.. result.Objects];
        List<DataHistogram> histograms = [];
        Add(histograms, "Longer side of pictures, pixels", [.. result.Sizes.Select(s => (double)Math.Max(s.Width, s.Height))], logarithmic: false);
        Add(histograms, "Size of objects, pixels (root of the area)", [.. objects.Select(o => Math.Sqrt(o.Mask?.Area ?? o.Box.Area))], logarithmic: false);
        Add(histograms, "Width : height of objects (logarithmic)", [.. objects.Select(o => o.Box.Width / o.Box.Height)], logarithmic: true);
        Add(histograms, "Objects in a picture", objects.Length == 0 ? [] : [.. result.Data.Images.Select(i => (double)i.Objects.Count)], logarithmic: false);
        return [.. histograms];
    }

    private static void Add(List<DataHistogram> histograms, string title, double[] values, bool logarithmic)
    {
        if (values.Length == 0)
        {
            return;
        }

        double[] scaled = logarithmic ? [.. values.Select(v => Math.Log(v))] : values;
        double from = scaled.Min(), to = scaled.Max(), step = to > from ? (to - from) / Bars : 1;
        int[] counts = new int[to > from ? Bars : 1];
        foreach (double value in scaled)
        {
            counts[Math.Min(counts.Length - 1, (int)((value - from) / step))]++;
        }

        double[] sorted = [.. values.Order()];
        histograms.Add(new DataHistogram(title, Label(values.Min()), Label(values.Max()), Label(sorted[sorted.Length / 2]), counts));
    }

    private static DataSamples[] Samples(DataCheckResult result, Dictionary<ReportPicture, LabelledImage> originals)
    {
        List<DataSamples> samples = [];
        ILookup<int, LabelledImage> byClass = result.Data.Images.SelectMany(ClassesOf, (i, c) => (i, c)).ToLookup(p => p.c, p => p.i);
        foreach (int number in Enumerable.Range(0, result.Classes.Count).Where(byClass.Contains).Take(MaxClasses))
        {
            LabelledImage[] all = [.. byClass[number]];
            // Spread over the data: neighbours are often of one scene.
            IEnumerable<LabelledImage> some = Enumerable.Range(0, Math.Min(SamplesOfClass, all.Length)).Select(i => all[(int)((i + 0.5) * all.Length / Math.Min(SamplesOfClass, all.Length))]);
            samples.Add(new DataSamples(result.Classes[number].Name, [.. some.Select(i => Picture(i, result.Data.Classes, originals))]));
        }

        return [.. samples];
    }

    private static IEnumerable<int> ClassesOf(LabelledImage image)
        => image.ClassId is { } whole ? [whole] : image.Objects.Select(o => o.ClassId).Distinct();

    private static ReportPicture Picture(LabelledImage image, IReadOnlyList<string> classes, Dictionary<ReportPicture, LabelledImage> originals)
    {
        (int width, int height) = image.LabelledSize ?? (1, 1);
        ReportPicture picture = new()
        {
            Path = image.Name,
            FullPath = "",
            Width = width,
            Height = height,
            Boxes = [.. image.Objects.Select((o, i) => new ReportBox($"labels#{i + 1}", "labels", classes[o.ClassId], 1, o.Box) { Mask = o.Mask })],
        };
        originals[picture] = image;
        return picture;
    }

    /// <summary>A broken picture has a place on the page too, without pixels.</summary>
    private static Mat? TryDecode(LabelledImage image)
    {
        try
        {
            return image.Decode();
        }
        catch (ImageDecodeException)
        {
            return null;
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Label(double value) => value.ToString(value < 10 ? "0.##" : "0", CultureInfo.InvariantCulture);
}
