using ImageAnalytics.Results;
using ImageAnalytics.Results.Exports;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Reporting.Decks;

/// <summary>A sample of the pictures, with what was found in them, and pictures that steps made.</summary>
internal sealed class PictureSlides
{
    private const int Large = 2, Small = 6, SmallSlides = 2, MaxPairs = 3;
    private readonly RunFacts _facts;
    private readonly BlobStore _blobs;
    private readonly IReadOnlyList<SampledImage> _sample;
    private readonly SampleMarks _marks;

    public PictureSlides(RunFacts facts, string outputFolder)
    {
        (_facts, _blobs) = (facts, new BlobStore(outputFolder));
        _sample = facts.Reader.Sample(Large + (Small * SmallSlides));
        _marks = new SampleMarks(facts);
    }

    /// <summary>The pictures in which most kinds of things were found.</summary>
    public IEnumerable<SlideCandidate> First() => Slides(FirstOnes(), Large, 1);

    /// <summary>The other pictures of the sample.</summary>
    public IEnumerable<SlideCandidate> Others() => Slides(_sample.Except(FirstOnes()), Small, 3);

    /// <summary>Pictures beside what each step made of them.</summary>
    public IEnumerable<SlideCandidate> Made()
    {
        foreach (int step in _facts.Reader.StepOrder)
        {
            (SampledImage Sample, DeckPicture Made)[] pairs = [.. _sample.SelectMany(s => s.Observations.Where(o => o.Step == step).Select(o => (s, Made: MadePicture(o)))).Where(p => p.Made is not null).Select(p => (p.s, p.Made!)).Take(MaxPairs)];
            if (pairs.Length > 0)
            {
                RunStep s = _facts.Reader.Steps[step];
                yield return new SlideCandidate(
                    new PicturesSlide
                    {
                        Title = $"{s.Id}: what was made of the pictures",
                        Pictures = [.. pairs.Select(p => Picture(p.Sample, marked: false)), .. pairs.Select(p => p.Made)],
                        Notes = [_facts.RunNote, $"The made pictures are rows of pictures.csv with step {s.Id}; their files lie in the output folder under store/blobs.", _facts.StepNote(step)],
                    },
                    2);
            }
        }
    }

    private SampledImage[] FirstOnes()
        => [.. _sample.Where(s => _marks.Of(s).Count > 0).OrderByDescending(s => _marks.Of(s).Select(m => m.Colour).Distinct().Count()).ThenBy(s => s.Image.Ordinal).Take(Large).OrderBy(s => s.Image.Ordinal)];

    private IEnumerable<SlideCandidate> Slides(IEnumerable<SampledImage> samples, int perSlide, int rank)
    {
        foreach (SampledImage[] part in samples.Chunk(perSlide))
        {
            DeckPicture[] pictures = [.. part.Select(s => Picture(s, marked: true))];
            yield return new SlideCandidate(
                new PicturesSlide
                {
                    Title = pictures.Length == 1 ? "A picture and what was found in it" : "Pictures and what was found in them",
                    Pictures = pictures,
                    Notes =
                    [
                        _facts.RunNote,
                        $"A sample of {_sample.Count} of {_facts.Counts.Images} pictures, spread over the listing, those with findings first. Boxes and names: observations.csv by path. "
                        + "Things of one label that several steps found at the same place (IoU over 0.5) are drawn once.",
                        .. part.Select(s => $"{s.Image.Path} (sha256 {s.Image.ContentHash}): {s.Observations.Count} findings."),
                        .. part.SelectMany(s => s.Observations).Select(o => o.Step).Distinct().Order().Select(_facts.StepNote),
                    ],
                },
                rank);
        }
    }

    private DeckPicture Picture(SampledImage sample, bool marked) => new()
    {
        Caption = sample.Image.Path + (marked && sample.Observations.Count == 0 ? " · nothing found" : "") + (marked ? _marks.WholePicture(sample) : ""),
        FullPath = sample.Image.FullPath,
        Page = sample.Image.Page,
        ContentHash = sample.Image.ContentHash,
        Width = sample.Image.Width ?? 0,
        Height = sample.Image.Height ?? 0,
        Marks = marked ? _marks.Of(sample) : [],
    };

    private DeckPicture? MadePicture(RunObservation observation)
    {
        Observation made = observation.Stored.Value;
        string? file = made.Kind == ObservationKinds.Picture ? ObservationDetail.Text(made.Detail, BlobStore.DetailName) : null;
        return !BlobStore.IsFile(file) ? null : new DeckPicture
        {
            Caption = $"in the style {made.Label}",
            FullPath = _blobs.PathOf(file!),
            Width = (int)(ObservationDetail.Number(made.Detail, "width") ?? 0),
            Height = (int)(ObservationDetail.Number(made.Detail, "height") ?? 0),
        };
    }
}
