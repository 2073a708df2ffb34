namespace ImageAnalytics.Faces;

/// <summary>Makes galleries of photos. Used from one thread at a time.</summary>
/// <remarks>
/// A photo must show one face alone. With several, nobody can tell from outside which is meant, and the largest may well be the wrong one;
/// so such a photo is left out and that is said.
/// </remarks>
public sealed class Enrolment
{
    private readonly EmbeddingModel _model;
    private readonly string _detector;
    private readonly List<EnrolledFace> _faces = [];
    private readonly Dictionary<string, (string Person, string Photo)> _photos = new(StringComparer.Ordinal);
    private readonly List<PhotoOutcome> _outcomes = [];
    private readonly List<string> _conflicts = [];

    /// <summary>Starts a gallery, or goes on with one.</summary>
    /// <param name="model">The model that makes the embeddings.</param>
    /// <param name="detector">The name of the detector that finds the faces.</param>
    /// <param name="existing">What is to be extended; null for an empty gallery. Its model was checked.</param>
    public Enrolment(EmbeddingModel model, string detector, Gallery? existing = null)
    {
        (_model, _detector) = (model, detector);
        foreach (EnrolledFace face in existing?.Faces ?? [])
        {
            _faces.Add(face);
            _photos.Add(face.PhotoSha256, (face.Person, face.Photo));
        }
    }

    /// <summary>What came of each photo so far, in the order in which they were added.</summary>
    public IReadOnlyList<PhotoOutcome> Outcomes => _outcomes;

    /// <summary>Adds a photo.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="read">What was read of it.</param>
    /// <returns>What came of it. One photo under two names is found here, and refused by <see cref="Finish"/>.</returns>
    public PhotoOutcome Add(PersonPhoto photo, PhotoFaces read)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(read);
        PhotoOutcome outcome = Look(photo, read);
        _outcomes.Add(outcome);
        return outcome;
    }

    /// <summary>The gallery.</summary>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="PluginException">One photo stands under two names, or no photo gave a face; names every problem.</exception>
    public Gallery Finish(string name)
    {
        if (_conflicts.Count > 0)
        {
            throw new PluginException(_conflicts);
        }

        return _faces.Count > 0
            ? new Gallery(_model, _detector, _faces)
            : throw new PluginException(
                [$"The gallery '{name}' would be empty: none of {_outcomes.Count} photos shows one face alone.", .. _outcomes.Select(o => o.Message)]);
    }

    private PhotoOutcome Look(PersonPhoto photo, PhotoFaces read)
    {
        if (read.Problem is { } problem)
        {
            return new PhotoOutcome(photo, false, $"The photo '{photo.Name}' is left out: {problem}");
        }

        if (_photos.TryGetValue(read.Sha256, out (string Person, string Photo) known))
        {
            return Again(photo, known);
        }

        _photos.Add(read.Sha256, (photo.Person, photo.Name));
        if (read.Embeddings is not [{ } embedding])
        {
            return new PhotoOutcome(photo, false, $"The photo '{photo.Name}' is left out: {Found(read)}");
        }

        _faces.Add(new EnrolledFace(photo.Person, photo.Name, read.Sha256, embedding));
        return new PhotoOutcome(photo, true, $"The photo '{photo.Name}' was enrolled for '{photo.Person}'.");
    }

    private PhotoOutcome Again(PersonPhoto photo, (string Person, string Photo) known)
    {
        if (known.Person == photo.Person)
        {
            return new PhotoOutcome(photo, false, $"The photo '{photo.Name}' is left out: it is the same file as '{known.Photo}' of the same person.");
        }

        string conflict = $"One photo stands under two names: '{known.Photo}' of '{known.Person}' and '{photo.Name}' of '{photo.Person}' are the same file. Remove the one that is wrong.";
        _conflicts.Add(conflict);
        return new PhotoOutcome(photo, false, conflict);
    }

    private static string Found(PhotoFaces read) => read.Embeddings.Count switch
    {
        0 => "no face was found on it. Take one that shows the face larger or from the front.",
        1 => "its face cannot be described, because its points fall together. Take another.",
        _ => $"{read.Embeddings.Count} faces were found on it, and it is not known which is meant. Cut out the one that is.",
    };
}
