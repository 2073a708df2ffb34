using ImageAnalytics.Results;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>Makes a deck's content of a finished run.</summary>
public static class DeckContentBuilder
{
    /// <summary>Chooses and fills the slides.</summary>
    /// <param name="reader">The run; borrowed.</param>
    /// <param name="options">What the deck is to be like.</param>
    /// <remarks>Counts in the database, so memory does not grow with the run.</remarks>
    public static DeckContent Build(RunReader reader, DeckOptions options)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(options);
        RunFacts facts = new(reader);
        PictureSlides pictures = new(facts, options.OutputFolder);
        SlideCandidate[] candidates =
        [
            OpeningSlides.Title(facts, options),
            OpeningSlides.Figures(facts, options.Alerts),
            .. pictures.First(),
            .. FindingSlides.Charts(facts),
            .. FindingSlides.Table(facts),
            .. pictures.Others(),
            .. pictures.Made(),
            .. FailureSlides.Of(facts),
            ClosingSlides.Method(facts),
            .. ClosingSlides.Models(facts, options),
        ];
        return new DeckContent
        {
            Title = options.Title,
            Footer = $"{reader.Pipeline} · run {reader.RunId}",
            ReportPage = options.ReportPage,
            Made = reader.Finished,
            Slides = Choose(candidates, Math.Clamp(options.MaxSlides, DeckOptions.LeastSlides, DeckOptions.MostSlides)),
        };
    }

    // The most important within the budget, in their order; what is left out is named in the notes of the key figures.
    private static DeckSlide[] Choose(IReadOnlyList<SlideCandidate> candidates, int most)
    {
        HashSet<SlideCandidate> chosen = new(candidates.OrderBy(c => c.Rank).Take(most), ReferenceEqualityComparer.Instance);
        string[] left = [.. candidates.Where(c => !chosen.Contains(c)).Select(c => c.Slide.Title)];
        IEnumerable<DeckSlide> slides = candidates.Where(chosen.Contains).Select(c => c.Slide);
        return
        [
            .. slides.Select(s => s is FiguresSlide && left.Length > 0
                ? s with { Notes = [.. s.Notes, $"Left out to keep to {most} slides (maxSlides of the pipeline's report): {string.Join("; ", left)}."] }
                : s),
        ];
    }
}
