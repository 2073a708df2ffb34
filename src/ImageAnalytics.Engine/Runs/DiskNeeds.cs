using ImageAnalytics.Results;

namespace ImageAnalytics.Engine.Runs;

/// <summary>How much room a run's results take: what is stored for an image, the tables, and the pictures of the report.</summary>
/// <param name="StoredBytesPerImage">Segments and pictures that steps make.</param>
/// <param name="TableBytesPerImage">CSV files and the listing.</param>
/// <param name="ReportBytesPerImage">Pages and pictures of the report, which shows a sample of a large run.</param>
public sealed record DiskNeeds(double StoredBytesPerImage, double TableBytesPerImage, double ReportBytesPerImage)
{
    private const int SampledImages = 600;

    /// <summary>Measured with the shipped pipelines over photographs: five findings an image, a small and a large picture of each for the report.</summary>
    public static DiskNeeds Usual { get; } = new(1_000, 3_000, 100_000);

    /// <summary>What the last run of a pipeline took; the usual where there is none.</summary>
    /// <param name="pipelineFolder">The pipeline's folder in the output folder.</param>
    public static DiskNeeds Of(string pipelineFolder)
    {
        try
        {
            string latest = RunFolder.Resolve(pipelineFolder);
            using RunReader reader = RunReader.Open(latest);
            double images = Math.Max(1, reader.Counts.Images), all = Bytes(latest), report = Bytes(Path.Combine(latest, "report"));
            return new DiskNeeds(Usual.StoredBytesPerImage, (all - report) / images, report / Math.Min(images, SampledImages));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StoreException)
        {
            return Usual;
        }
    }

    /// <summary>Bytes until a run is finished.</summary>
    /// <param name="images">Images of the run.</param>
    /// <param name="pending">Images that are still to be looked at.</param>
    public double Bytes(long images, long pending)
        => (StoredBytesPerImage * pending) + (TableBytesPerImage * images) + (ReportBytesPerImage * Math.Min(images, SampledImages));

    private static double Bytes(string folder)
        => Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => (double)f.Length) : 0;
}
