using System.Globalization;
using ImageAnalytics.Reporting;
using ImageAnalytics.Training.Datasets;
using OpenCvSharp;

namespace ImageAnalytics.Training.Evaluation.Output;

/// <summary>An evaluation as a page for people.</summary>
public static partial class EvaluationPage
{
    private const int Shown = 12, MostBroken = 500;

    /// <summary>Writes the page.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="folder">The page's folder; made when it does not exist.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The page's absolute path.</returns>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static Task<string> WriteAsync(EvaluationResult result, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        Dictionary<string, LabelledImage> images = new(StringComparer.Ordinal);
        foreach (LabelledImage image in result.Data.Images)
        {
            images.TryAdd(image.Name, image);
        }

        return EvaluationPageWriter.WriteAsync(ModelOf(result), folder, (picture, _) => Decode(images, picture), cancellationToken);
    }

    /// <summary>What the page shows.</summary>
    internal static EvaluationModel ModelOf(EvaluationResult result)
    {
        EvaluationModel model = new()
        {
            Title = $"{result.Model} on {Path.GetFileName(result.Data.Source.TrimEnd('/'))}",
            Subtitle = string.Create(CultureInfo.InvariantCulture,
                $"{result.Task} · {result.Images} pictures of {result.Data.Source}{(result.Split is { } split ? $" · split {split}" : "")}{(result.Detector is { } detector ? $" · faces found by {detector}" : "")}"),
            Figures = [],
            Notes = result.Notes,
            BrokenCount = result.Broken.Count,
            Broken = [.. result.Broken.Take(MostBroken).Select(b => new ReportFailure(b.Name, "", b.IsModels ? $"The model failed: {b.Message}" : b.Message))],
        };
        return result.Classification is not null ? OfClassifier(result, model)
            : result.Boxes is not null ? OfDetector(result, model)
            : OfFaces(result, model);
    }

    private static Mat? Decode(Dictionary<string, LabelledImage> images, ReportPicture picture)
    {
        try
        {
            return images.TryGetValue(picture.FullPath, out LabelledImage? image) ? image.Decode() : null;
        }
        catch (Imaging.ImageDecodeException)
        {
            return null; // It was read before: it has changed since, and a placeholder is shown.
        }
    }
}
