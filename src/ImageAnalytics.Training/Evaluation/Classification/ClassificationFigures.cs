namespace ImageAnalytics.Training.Evaluation.Classification;

/// <summary>How good a classifier is. Figures are 0 to 1.</summary>
public sealed record ClassificationFigures
{
    private const int Five = 5;

    /// <summary>The part of the pictures whose surest answer is right.</summary>
    public required double Top1 { get; init; }

    /// <summary>The part of the pictures of which one of the five surest answers is right; null for a model of five classes or fewer.</summary>
    public required double? Top5 { get; init; }

    /// <summary>Each class of the data, also one without pictures.</summary>
    public required IReadOnlyList<ClassFigures> Classes { get; init; }

    /// <summary>
    /// How many pictures there are of a class and a surest answer, <see cref="ClassMatch.Other"/> for an answer that the data have no class for, and for
    /// none; pairs without a picture are left out.
    /// </summary>
    public required IReadOnlyDictionary<(int Truth, int Said), int> Confusion { get; init; }

    /// <summary>Whether the model is right as often as it says.</summary>
    public required Calibration Calibration { get; init; }

    /// <summary>Counts.</summary>
    /// <param name="pictures">The pictures, at least one.</param>
    /// <param name="classes">How many classes the data have.</param>
    /// <param name="labels">How many classes the model has.</param>
    public static ClassificationFigures Of(IReadOnlyList<ClassifiedPicture> pictures, int classes, int labels)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        Dictionary<(int Truth, int Said), int> confusion = [];
        int[] images = new int[classes], said = new int[classes];
        foreach (ClassifiedPicture picture in pictures)
        {
            int answer = picture.Said.Count > 0 ? picture.Said[0].ClassId : ClassMatch.Other;
            confusion[(picture.Truth, answer)] = confusion.GetValueOrDefault((picture.Truth, answer)) + 1;
            images[picture.Truth]++;
            if (answer != ClassMatch.Other)
            {
                said[answer]++;
            }
        }

        return new ClassificationFigures
        {
            Top1 = pictures.Average(p => p.IsRight ? 1.0 : 0),
            Top5 = labels > Five ? pictures.Average(p => p.Said.Take(Five).Any(s => s.ClassId == p.Truth) ? 1.0 : 0) : null,
            Classes = [.. Enumerable.Range(0, classes).Select(c => FiguresOf(c, images[c], said[c], confusion.GetValueOrDefault((c, c))))],
            Confusion = confusion,
            Calibration = Calibration.Of(pictures.Where(p => p.Said.Count > 0).Select(p => (p.Said[0].Confidence, p.IsRight))),
        };
    }

    private static ClassFigures FiguresOf(int classId, int images, int said, int right)
        => new(classId, images, Ratio.Of(right, said), Ratio.Of(right, images), Ratio.F1(right, said - right, images - right));
}
