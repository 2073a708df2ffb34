using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Lanes;

/// <summary>Checks what a plugin found, maps it to the image and rounds it as it will be stored.</summary>
/// <remarks>Rounding here, before anything reads the observations, makes a fresh result and a stored one the same to the next step.</remarks>
/// <param name="blobs">Where pictures that steps make are kept; null keeps none.</param>
/// <param name="maxObservations">So many are taken for one image; the next is refused.</param>
internal sealed class LaneSink(BlobStore? blobs, int maxObservations) : ObservationSink
{
    private const int MaxLabelLength = 1_000, MaxDetailLength = 32_768, MaxPoints = 1_000, MaxEmbeddingLength = 8_192;
    private const double Slack = 1e-3;
    private readonly MadePictures _pictures = new(blobs);
    private readonly List<StoredObservation> _observations = [];
    private readonly Dictionary<Region, int?> _batch = new(ReferenceEqualityComparer.Instance);

    /// <summary>Why a picture could not be kept, which is no fault of the image; null when all could. The run cannot go on then.</summary>
    public StoreException? Fault { get; private set; }

    /// <summary>Starts a batch: regions, each with the number of the parent's observation that it came from.</summary>
    public void Begin(IEnumerable<(Region Region, int? Parent)> batch)
    {
        Fault = null;
        _observations.Clear();
        _batch.Clear();
        foreach ((Region region, int? parent) in batch)
        {
            _batch.Add(region, parent);
        }
    }

    /// <summary>What was found since <see cref="Begin"/>.</summary>
    public IReadOnlyList<StoredObservation> Take() => [.. _observations];

    /// <inheritdoc />
    public override void Add(Region region, Observation observation)
    {
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(observation);
        if (!_batch.TryGetValue(region, out int? parent))
        {
            throw new BadObservationException("The plugin reported an observation about a region that is not in its batch.");
        }

        Check(observation);
        CheckMask(region.Image, observation);
        BoundingBox? box = observation.Box is { } inRegion ? Place(region, inRegion) : parent is null ? null : Round(region.Box);
        if (box is { IsEmpty: true })
        {
            return; // Wholly outside the picture: nothing of it is seen.
        }

        if (_observations.Count >= maxObservations)
        {
            throw new BadObservationException(
                FormattableString.Invariant($"The plugin reported more than {maxObservations:N0} observations for one image. If that many are wanted, raise --max-observations, up to {ResultWeight.MostObservations:N0}."));
        }

        Observation kept = Keep(observation);
        _observations.Add(new StoredObservation(_observations.Count + 1, parent, kept with
        {
            Box = box,
            Points = null, // They are kept in the detail, so that a fresh result and a stored one are the same.
            Detail = kept.Points is { } points
                ? ObservationPoints.AddTo(kept.Detail, points.Select(p => RoundPoint(region.ToImage(new BoundingBox(p.X, p.Y, 0, 0)))))
                : kept.Detail,
            Confidence = Math.Round(Math.Clamp(kept.Confidence, 0, 1), 4, MidpointRounding.AwayFromZero),
        }));
    }

    private Observation Keep(Observation observation)
    {
        try
        {
            return _pictures.Keep(observation);
        }
        catch (StoreException e)
        {
            Fault = e; // A plugin may catch what Add throws.
            throw;
        }
    }

    private static void Check(Observation observation)
    {
        // A plugin may be built without null checks.
        if (observation.Label is null || observation.Kind is null)
        {
            throw new BadObservationException("The plugin reported an observation without a label or a kind; expected both, an empty label where there is none.");
        }

        if (!ObservationKinds.All.Contains(observation.Kind))
        {
            throw new BadObservationException($"The plugin reported an observation of the kind '{observation.Kind}'; expected one of: {string.Join(", ", ObservationKinds.All)}.");
        }

        if (!(observation.Confidence >= -Slack && observation.Confidence <= 1 + Slack))
        {
            throw new BadObservationException(FormattableString.Invariant($"The plugin reported the confidence {observation.Confidence} for '{Short(observation.Label)}'; expected 0 to 1."));
        }

        if (observation.Box is { } box && (!box.IsFinite || box.Width < 0 || box.Height < 0))
        {
            throw new BadObservationException($"The plugin reported the box {Shown(box)} for '{Short(observation.Label)}'; expected finite numbers and no negative size.");
        }

        if (observation.Points is { } points && (points.Count > MaxPoints || !points.All(p => double.IsFinite(p.X) && double.IsFinite(p.Y))))
        {
            throw new BadObservationException($"The plugin reported {points.Count} points for '{Short(observation.Label)}'; expected at most {MaxPoints}, all of finite numbers.");
        }

        if (observation.Embedding is { } embedding && (embedding.Count is 0 or > MaxEmbeddingLength || !embedding.All(float.IsFinite)))
        {
            throw new BadObservationException($"The plugin reported an embedding of {embedding.Count} numbers for '{Short(observation.Label)}'; expected 1 to {MaxEmbeddingLength} finite ones.");
        }

        if (observation.Label.Length > MaxLabelLength || observation.Detail?.Length > MaxDetailLength)
        {
            throw new BadObservationException($"The plugin reported a label of {observation.Label.Length} and a detail of {observation.Detail?.Length ?? 0} characters; at most {MaxLabelLength} and {MaxDetailLength} are kept.");
        }
    }

    private static void CheckMask(Image image, Observation observation)
    {
        if (observation.Mask is not { } mask)
        {
            return;
        }

        if (mask.Width != image.Width || mask.Height != image.Height)
        {
            throw new BadObservationException(
                $"The plugin reported a mask of {mask.Width} x {mask.Height} pixels for '{Short(observation.Label)}'; "
                + $"expected one of the whole upright image, {image.Width} x {image.Height}.");
        }

        if (RunLengths.ProblemOf(mask) is { } problem)
        {
            throw new BadObservationException($"The plugin reported a mask for '{Short(observation.Label)}' that cannot be read. {problem}");
        }
    }

    private static BoundingBox Place(Region region, BoundingBox inRegion)
        => Round(region.ToImage(inRegion).ClipTo(region.Image.Width, region.Image.Height));

    private static BoundingBox Round(BoundingBox box) => new(Round(box.X), Round(box.Y), Round(box.Width), Round(box.Height));

    // Adding nothing turns the zero with a minus sign into the one without.
    private static ImagePoint RoundPoint(BoundingBox at) => new(Round(at.X) + 0.0, Round(at.Y) + 0.0);

    private static double Round(double value) => Math.Round(value, 1, MidpointRounding.AwayFromZero);

    private static string Shown(BoundingBox box) => FormattableString.Invariant($"at ({box.X:0.#}, {box.Y:0.#}) of {box.Width:0.#} x {box.Height:0.#} pixels");

    private static string Short(string label) => label.Length <= 40 ? label : label[..40] + "…";
}
