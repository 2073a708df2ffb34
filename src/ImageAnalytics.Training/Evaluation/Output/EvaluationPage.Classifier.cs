using ImageAnalytics.Reporting;
using ImageAnalytics.Training.Evaluation.Classification;

namespace ImageAnalytics.Training.Evaluation.Output;

/// <content>Classifiers.</content>
public static partial class EvaluationPage
{
    // A larger table is no help to the eye; the most frequent mistakes are listed besides.
    private const int LargestConfusion = 40, MostMistakes = 20;
    private const string Other = "(another)";

    // Pixels of small pictures are shown enlarged; the size is only asked whether there is one.
    private const int AnySide = 1;

    private static EvaluationModel OfClassifier(EvaluationResult result, EvaluationModel model)
    {
        ClassificationFigures figures = result.Classification!;
        return model with
        {
            Figures =
            [
                new EvaluationFigure("top-1", figures.Top1),
                .. figures.Top5 is { } top5 ? (EvaluationFigure[])[new EvaluationFigure("top-5", top5)] : [],
                new EvaluationFigure("calibration error", figures.Calibration.ExpectedError),
            ],
            Classes = new EvaluationTable(
                ["pictures", "precision", "recall", "F1"],
                [.. figures.Classes.Where(c => c.Images > 0).Select(c => new EvaluationRow(result.Data.Classes[c.ClassId], c.Images, [c.Precision, c.Recall, c.F1]))]),
            Confusion = ConfusionOf(result.Data.Classes, figures),
            Reliability = new ReliabilityDiagram([.. figures.Calibration.Bins.Select(b => (b.From, b.To, b.Images, b.Accuracy))], figures.Calibration.ExpectedError),
            Worst = [.. result.Classified.Where(c => !c.IsRight).OrderByDescending(Confidence).ThenBy(c => c.Name, StringComparer.Ordinal).Take(Shown).Select(c => PictureOf(result, c))],
            Best = [.. result.Classified.Where(c => c.IsRight).OrderByDescending(Confidence).ThenBy(c => c.Name, StringComparer.Ordinal).Take(Shown).Select(c => PictureOf(result, c))],
            Definitions =
            [
                ("top-1", "The part of the pictures whose surest answer is right."),
                ("top-5", "The part of the pictures of which one of the five surest answers is right."),
                ("precision", "Of the pictures that were taken for a class, the part that are of it."),
                ("recall", "Of the pictures of a class, the part that were taken for it."),
                ("F1", "The harmonic mean of precision and recall."),
                ("calibration error", "The mean distance between how sure the model is and how often it is right, over fifteen bins of equal width (Guo et al. 2017)."),
            ],
        };
    }

    private static double Confidence(ClassifiedPicture picture) => picture.Said.Count > 0 ? picture.Said[0].Confidence : 0;

    private static ConfusionTable ConfusionOf(IReadOnlyList<string> classes, ClassificationFigures figures)
    {
        string NameOf(int said) => said == ClassMatch.Other ? Other : classes[said];
        (string, string, int)[] mistakes =
        [
            .. from pair in figures.Confusion
               where pair.Key.Said != pair.Key.Truth
               orderby pair.Value descending, pair.Key.Truth, pair.Key.Said == ClassMatch.Other, pair.Key.Said
               select (classes[pair.Key.Truth], NameOf(pair.Key.Said), pair.Value),
        ];
        int[] used = [.. figures.Confusion.Keys.SelectMany(p => new[] { p.Truth, p.Said }).Where(c => c != ClassMatch.Other).Distinct().Order()];
        int[] columns = figures.Confusion.Keys.Any(p => p.Said == ClassMatch.Other) ? [.. used, ClassMatch.Other] : used;
        bool fits = used.Length <= LargestConfusion;
        return new ConfusionTable(
            fits ? [.. used.Select(NameOf)] : [],
            fits ? [.. columns.Select(NameOf)] : [],
            fits ? [.. used.Select(row => (IReadOnlyList<int>)[.. columns.Select(column => figures.Confusion.GetValueOrDefault((row, column)))])] : [],
            [.. mistakes.Take(MostMistakes)]);
    }

    private static ReportPicture PictureOf(EvaluationResult result, ClassifiedPicture picture) => new()
    {
        Path = picture.Name,
        FullPath = picture.Name,
        Width = AnySide,
        Height = AnySide,
        Message = picture.IsRight ? null : $"It shows: {result.Data.Classes[picture.Truth]}",
        Classifications = [.. picture.Said.Take(3).Select((s, i) => new ReportClassification("", "", i + 1, s.Label, s.Confidence))],
    };
}
