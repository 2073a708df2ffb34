using System.Globalization;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Training.Evaluation;
using ImageAnalytics.Training.Evaluation.Objects;

namespace ImageAnalytics.Cli.Training;

/// <summary>An evaluation as a table for people.</summary>
internal static class EvaluationText
{
    private const int MostClasses = 100, MostNamed = 10, NameWidth = 24;

    /// <summary>Writes the table.</summary>
    public static void Write(TextWriter output, EvaluationResult result)
    {
        string split = result.Split is { } name ? $", split {name}" : "";
        output.WriteLine(ConsoleText.Clean($"{result.Model} ({result.Task}{(result.Detector is { } d ? $", faces found by {d}" : "")}) on {result.Data.Source}{split}: {result.Images} images"));
        output.WriteLine();
        foreach ((string figure, string value) in Figures(result))
        {
            output.WriteLine($"  {figure,-34} {value}");
        }

        WriteErrors(output, result.Boxes, "boxes");
        WriteErrors(output, result.Masks, "masks");
        WriteClasses(output, result);
    }

    private static IEnumerable<(string Figure, string Value)> Figures(EvaluationResult result)
    {
        if (result.Classification is { } c)
        {
            yield return ("top-1", Number(c.Top1));
            yield return ("top-5", Number(c.Top5));
            yield return ("expected calibration error", Number(c.Calibration.ExpectedError));
        }

        foreach ((string what, ObjectFigures? figures) in (IEnumerable<(string, ObjectFigures?)>)[("boxes", result.Boxes), ("masks", result.Masks)])
        {
            if (figures is not null)
            {
                yield return ($"AP of {what} (IoU 0.50 to 0.95)", Number(figures.Coco.AveragePrecision));
                yield return ($"AP of {what} at IoU 0.50", Number(figures.Coco.AtIoU50));
                yield return ($"AP of {what} at IoU 0.75", Number(figures.Coco.AtIoU75));
                yield return ($"AP of {what}, small/medium/large", $"{Number(figures.Coco.Small)} / {Number(figures.Coco.Medium)} / {Number(figures.Coco.Large)}");
                yield return ($"F1 of {what} at IoU 0.50", $"{Number(figures.F1)} (precision {Number(figures.Precision)}, recall {Number(figures.Recall)}) from confidence {Number(figures.Confidence)}");
                yield return ($"largest F1 of {what} at IoU 0.50", figures.BestF1 is { } best ? $"{Number(best.F1)} from confidence {Number(best.Confidence)}" : "-");
                yield return ($"mean IoU of found {what}", Number(figures.MeanIoU));
            }
        }

        if (result.MinConfidence is { } least)
        {
            yield return ("least confidence of AP", least.ToString("0.####", CultureInfo.InvariantCulture));
        }

        if (result.Faces is { PairsAccuracy: { } accuracy } pairs)
        {
            yield return ($"accuracy on {pairs.Pairs} pairs", $"{Number(accuracy)} over {pairs.Folds.Count} folds ({Number(pairs.Folds.Min(f => f.Accuracy))} to {Number(pairs.Folds.Max(f => f.Accuracy))})");
            yield return ("the same at the card's tolerance", Number(pairs.PairsAtTolerance));
        }

        if (result.Faces is { Rank1: { } rank1 } ranks)
        {
            yield return ("rank-1", $"{Number(rank1)} of {ranks.Queries} queries among {ranks.People} people");
        }

        if (result.Faces is { } faces)
        {
            yield return ("pictures without a face", faces.WithoutFace.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void WriteErrors(TextWriter output, ObjectFigures? figures, string what)
    {
        if (figures?.Errors is { } e)
        {
            output.WriteLine($"  {what,-34} {e.Right} right, {e.Missed} missed; wrong: {e.Misplaced} misplaced, {e.WrongClass} of a wrong class, {e.Duplicate} double, {e.Background} where nothing is");
        }
    }

    private static void WriteClasses(TextWriter output, EvaluationResult result)
    {
        (string[] head, List<string[]> rows) = Rows(result);
        if (rows.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"  {"class",-NameWidth}{string.Concat(head.Select(h => $"{h,11}"))}");
        foreach (string[] row in rows.Take(MostClasses))
        {
            output.WriteLine($"  {Short(row[0]),-NameWidth}{string.Concat(row.Skip(1).Select(cell => $"{cell,11}"))}");
        }

        if (rows.Count > MostClasses)
        {
            output.WriteLine($"  and {rows.Count - MostClasses} more; --json has all");
        }
    }

    // Classes of which the data have nothing would only fill the screen.
    private static (string[] Head, List<string[]> Rows) Rows(EvaluationResult result)
    {
        IReadOnlyList<string> names = result.Data.Classes;
        if (result.Classification is { } classification)
        {
            return (["images", "precision", "recall", "F1"],
                [.. classification.Classes.Where(c => c.Images > 0).Select(c => (string[])[names[c.ClassId], Count(c.Images), Number(c.Precision), Number(c.Recall), Number(c.F1)])]);
        }

        if (result.Boxes is { } boxes)
        {
            string[] head = ["objects", "AP", "AP50", "precision", "recall", "F1", .. result.Masks is null ? (string[])[] : ["mask AP", "mask F1"]];
            return (head,
                [
                    .. boxes.Classes.Where(c => c.Objects > 0).Select(c => (string[])
                    [
                        names[c.ClassId], Count(c.Objects), Number(c.Ap), Number(c.Ap50), Number(c.Precision), Number(c.Recall), Number(c.F1),
                        .. result.Masks is { } masks ? (string[])[Number(masks.Classes[c.ClassId].Ap), Number(masks.Classes[c.ClassId].F1)] : [],
                    ]),
                ]);
        }

        // Of people, those that are mistaken for others are of interest.
        return (["queries", "right"],
            [.. (result.Faces?.Persons ?? []).Where(p => p.Right < p.Queries).Take(MostNamed).Select(p => (string[])[names[p.ClassId], Count(p.Queries), Count(p.Right)])]);
    }

    private static string Short(string name)
    {
        string clean = ConsoleText.Clean(name).ReplaceLineEndings(" ");
        return clean.Length < NameWidth ? clean : string.Concat(clean.AsSpan(0, NameWidth - 2), "…");
    }

    private static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "-";
}
