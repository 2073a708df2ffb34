using ImageAnalytics.Results;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>What failed, what it means and what to do.</summary>
internal static class FailureSlides
{
    private const int MaxRows = 7, MaxExamples = 10;

    public static IEnumerable<SlideCandidate> Of(RunFacts facts)
    {
        IReadOnlyList<FailureCount> failures = facts.Reader.FailureCounts();
        if (failures.Count == 0)
        {
            yield break;
        }

        long images = failures.Sum(f => f.Images);
        yield return new SlideCandidate(
            new TableSlide
            {
                Title = $"{Format.Count(images)} of {DeckText.Many(facts.Counts.Images, "picture", "pictures")} failed wholly or in part",
                Table = new DeckTable(
                    [new("Failure", 1.6), new("Pictures", 1, IsNumber: true), new("What it means", 3.6, Lines: 2), new("What to do", 4.6, Lines: 2)],
                    [.. failures.Take(MaxRows).Select(Row)]),
                Remark = "Each picture and its message stand in csv/failures.csv.",
                Notes =
                [
                    facts.RunNote,
                    "Counted in failures.csv by the column failure.",
                    .. facts.Reader.Failures().Take(MaxExamples).Select(f => $"{f.Path}: {f.Failure}: {f.Message}"),
                    .. images > MaxExamples ? [$"… and {images - MaxExamples} more."] : Array.Empty<string>(),
                ],
            },
            1);
    }

    private static IReadOnlyList<string> Row(FailureCount failure)
    {
        (string meaning, string advice) = FailureAdvice.Of(failure.Failure);
        return [failure.Failure, Format.Count(failure.Images), meaning, advice];
    }
}
