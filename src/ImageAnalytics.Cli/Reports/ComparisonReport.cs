using ImageAnalytics.Cli.Running;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Reporting;
using ImageAnalytics.Reporting.Comparisons;
using ImageAnalytics.Results;
using ImageAnalytics.Results.Comparing;

namespace ImageAnalytics.Cli.Reports;

/// <summary>Puts together the page of a comparison.</summary>
/// <param name="before">The earlier run.</param>
/// <param name="after">The later run.</param>
internal sealed class ComparisonReport(RunReader before, RunReader after)
{
    private readonly ReportSource _before = ReportSource.Of(before, null), _after = ReportSource.Of(after, null);

    /// <summary>Reads what was found in the images to show, and completes the page.</summary>
    /// <returns>The page's path.</returns>
    public string Finish(ComparisonPageWriter page, RunComparison figures, ComparisonOptions options)
    {
        ComparisonModel model = new()
        {
            Before = Side(figures.Before, _before),
            After = Side(figures.After, _after),
            Figures = figures,
            Options = options,
            Pairs = Pairs(page.Choose()),
        };
        using OriginalReaders originals = new(JobLimits.Default.Timeout, _ => false, Console.Error.WriteLine);
        return page.FinishAsync(model, new ReportOptions { Decode = originals.Decode, CacheFolder = _after.ThumbnailFolder }).GetAwaiter().GetResult();
    }

    private List<ComparisonPair> Pairs(IReadOnlyList<SampledDifference> chosen)
    {
        Dictionary<long, ReportPicture> earlier = Pictures(before, _before, chosen.Select(c => Earlier(c.Difference)));
        Dictionary<long, ReportPicture> later = Pictures(after, _after, chosen.Select(c => c.Difference.After));
        return [.. chosen.Select(c => new ComparisonPair(c, Of(earlier, Earlier(c.Difference)), Of(later, c.Difference.After)))];
    }

    // What moved is known by its place in the later run alone.
    private static RunImage? Earlier(ImageDifference difference) => difference.Change == ImageChange.Moved ? null : difference.Before;

    private static ReportPicture? Of(Dictionary<long, ReportPicture> pictures, RunImage? image) => image is null ? null : pictures[image.Ordinal];

    private static Dictionary<long, ReportPicture> Pictures(RunReader reader, ReportSource source, IEnumerable<RunImage?> images)
    {
        ReportPictures pictures = new(reader, new BlobStore(source.Output), new Dictionary<string, int>(), new HashSet<long>());
        return reader.ImagesAt([.. images.OfType<RunImage>().Select(i => i.Ordinal)]).ToDictionary(s => s.Image.Ordinal, pictures.Of);
    }

    private static ComparisonSide Side(RunSide run, ReportSource source)
        => new(run, source.Inputs, [.. source.Models.Select(m => m.Version.Length > 0 ? $"{m.Name} {m.Version}" : m.Name)]);
}
