using ImageAnalytics.Results.Evaluation;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Training.Evaluation.Objects;

/// <summary>Says of every detection of a picture what it turned out to be.</summary>
/// <remarks>
/// Objects are given away as COCO's evaluation does it at IoU 0.5: the surest detection first, to the object of its class that it overlaps most and that is
/// still free; crowds, of which a detection's own area is covered, only where no object is. What becomes of a detection depends on surer ones alone:
/// the verdicts of those above a confidence are those that a run with that confidence would give. Kinds of errors after Hoiem et al., Diagnosing Error in
/// Object Detectors, 2012, with the bounds of Bolya et al., TIDE, 2020.
/// </remarks>
internal static class ObjectJudge
{
    private const double Found = 0.5, Near = 0.1;

    /// <summary>Judges a picture's detections.</summary>
    /// <returns>Every detection, the surest first.</returns>
    public static IReadOnlyList<JudgedObject> Judge(ExaminedPicture picture, OverlapKind kind)
    {
        TruthObject[] truth = [.. picture.Truth.OrderBy(t => t.Box.X).ThenBy(t => t.Box.Y).ThenBy(t => t.Box.Width).ThenBy(t => t.Box.Height)];
        DetectedObject[] found =
        [
            .. picture.Found.OrderByDescending(d => d.Confidence).ThenBy(d => d.Box.X).ThenBy(d => d.Box.Y)
                .ThenBy(d => d.Box.Width).ThenBy(d => d.Box.Height).ThenBy(d => d.ClassId),
        ];
        bool[] taken = new bool[truth.Length];
        Func<int, int, (double IoU, double Inside)> overlap = Overlaps(truth, found, kind);
        List<JudgedObject> judged = [];
        for (int d = 0; d < found.Length; d++)
        {
            (double IoU, double Inside)[] overlaps = [.. truth.Select((_, t) => overlap(d, t))];
            int best = Best(found[d], truth, t => taken[t] || truth[t].Crowd ? -1 : overlaps[t].IoU);
            if (best >= 0)
            {
                taken[best] = true;
                judged.Add(new JudgedObject(found[d], Verdict.Right, truth[best], overlaps[best].IoU));
                continue;
            }

            int crowd = Best(found[d], truth, t => truth[t].Crowd ? overlaps[t].Inside : -1);
            judged.Add(new JudgedObject(found[d], crowd >= 0 ? Verdict.Ignored : ErrorOf(found[d], truth, overlaps), null, 0));
        }

        return judged;
    }

    // The object of the class with the largest overlap that reaches the bound; of equal ones the later.
    private static int Best(DetectedObject found, TruthObject[] truth, Func<int, double> overlapOf)
    {
        int best = -1;
        double least = Found;
        for (int t = 0; t < truth.Length; t++)
        {
            if (truth[t].ClassId == found.ClassId && overlapOf(t) is var overlap && overlap >= least)
            {
                (best, least) = (t, overlap);
            }
        }

        return best;
    }

    private static Verdict ErrorOf(DetectedObject found, TruthObject[] truth, (double IoU, double Inside)[] overlaps)
    {
        bool Any(bool sameClass, double least)
            => truth.Where((t, i) => !t.Crowd && (t.ClassId == found.ClassId) == sameClass && overlaps[i].IoU >= least).Any();
        return Any(sameClass: true, Found) ? Verdict.Duplicate
            : Any(sameClass: false, Found) ? Verdict.WrongClass
            : Any(sameClass: true, Near) ? Verdict.Misplaced
            : Verdict.Background;
    }

    private static Func<int, int, (double IoU, double Inside)> Overlaps(TruthObject[] truth, DetectedObject[] found, OverlapKind kind)
    {
        if (kind == OverlapKind.Boxes)
        {
            return (d, t) => Parts(found[d].Box.Intersect(truth[t].Box).Area, found[d].Box.Area, truth[t].Box.Area);
        }

        RunLengths[] real = [.. truth.Select(t => RunLengths.Of(t.Mask!))], masks = [.. found.Select(d => RunLengths.Of(d.Mask!))];
        return (d, t) => Parts(masks[d].Intersect(real[t]).Area, masks[d].Area, real[t].Area);
    }

    private static (double IoU, double Inside) Parts(double shared, double found, double real)
        => shared > 0 ? (shared / (found + real - shared), shared / found) : (0, 0);
}
