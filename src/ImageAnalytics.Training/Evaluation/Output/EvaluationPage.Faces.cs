using System.Globalization;
using ImageAnalytics.Reporting;
using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Evaluation.Faces;

namespace ImageAnalytics.Training.Evaluation.Output;

/// <content>Faces that are told apart.</content>
public static partial class EvaluationPage
{
    private static EvaluationModel OfFaces(EvaluationResult result, EvaluationModel model)
    {
        FaceFigures figures = result.Faces!;
        bool pairs = figures.PairsAccuracy is not null;
        EvaluationFigure[] shown = pairs
            ? [new EvaluationFigure("accuracy on pairs", figures.PairsAccuracy), new EvaluationFigure("at the card's tolerance", figures.PairsAtTolerance)]
            : [new EvaluationFigure("rank-1", figures.Rank1)];
        Dictionary<string, string> people = PeopleOf(result.Data);
        IEnumerable<ReportPicture> TilesOf(ComparedFaces compared) => pairs ? OfPair(compared) : OfQuery(compared, people);
        return model with
        {
            Figures = shown,
            Notes = figures.WithoutFace > 0 ? [.. model.Notes, $"In {figures.WithoutFace} pictures no face was found: they are unlike every other, {(pairs ? "so that every pair with one is taken for different people" : "and never told rightly")}."] : model.Notes,
            Classes = pairs
                ? new EvaluationTable(["pairs", "accuracy", "threshold"], [.. figures.Folds.Select(f => new EvaluationRow($"fold {f.Fold + 1}", f.Pairs, [f.Accuracy, f.Threshold]))])
                : new EvaluationTable(
                    ["queries", "rank-1"],
                    [.. figures.Persons.OrderBy(p => (double)p.Right / p.Queries).Select(p => new EvaluationRow(result.Data.Classes[p.ClassId], p.Queries, [(double)p.Right / p.Queries]))]),
            Worst = [.. figures.Compared.Where(c => !c.IsRight).OrderBy(c => double.IsInfinity(c.Distance)).ThenByDescending(c => c.Surety).ThenBy(c => c.First, StringComparer.Ordinal).Take(Shown / 2).SelectMany(TilesOf)],
            Best = [.. figures.Compared.Where(c => c.IsRight && c.Same).OrderByDescending(c => c.Surety).ThenBy(c => c.First, StringComparer.Ordinal).Take(Shown / 2).SelectMany(TilesOf)],
            Definitions =
            [
                ("accuracy on pairs", "The part of the pairs that are told same or different rightly; each fold with the distance that is best for the other folds."),
                ("at the card's tolerance", "The same with the one distance that the model's card says, as pipelines use it."),
                ("rank-1", "The part of the pictures whose nearest known picture is of the same person."),
                ("worst and best pictures", pairs
                    ? "Two by two, the pairs that were told wrongly and lie farthest from the threshold, and those of one person that were told rightly and are the most alike."
                    : "Each picture that was asked for followed by the nearest known one: those that were taken for another the most surely, and those that were told rightly the most surely."),
            ],
        };
    }

    private static Dictionary<string, string> PeopleOf(Dataset data)
    {
        Dictionary<string, string> people = new(StringComparer.Ordinal);
        foreach (LabelledImage image in data.Images.Where(i => i.ClassId is not null))
        {
            people.TryAdd(image.Name, data.Classes[image.ClassId!.Value]);
        }

        return people;
    }

    private static IEnumerable<ReportPicture> OfPair(ComparedFaces compared)
    {
        string told = compared.IsRight ? "told rightly" : compared.Same ? "taken for two" : "taken for one";
        string sentence = $"{(compared.Same ? "One person" : "Two people")}, {told}. {DistanceOf(compared)}";
        return [Tile(compared.First, sentence), Tile(compared.Second!, sentence)];
    }

    private static IEnumerable<ReportPicture> OfQuery(ComparedFaces compared, Dictionary<string, string> people)
    {
        string shows = $"It shows: {people.GetValueOrDefault(compared.First)}";
        return compared.Second is { } known
            ? [Tile(compared.First, shows), Tile(known, $"The nearest known picture shows: {people.GetValueOrDefault(known)}. {DistanceOf(compared)}")]
            : [Tile(compared.First, $"{shows}. {DistanceOf(compared)}")];
    }

    private static string DistanceOf(ComparedFaces compared)
        => double.IsInfinity(compared.Distance) ? "No face was found." : string.Create(CultureInfo.InvariantCulture, $"Distance {compared.Distance:0.000}.");

    private static ReportPicture Tile(string name, string message) => new() { Path = name, FullPath = name, Width = AnySide, Height = AnySide, Message = message };
}
