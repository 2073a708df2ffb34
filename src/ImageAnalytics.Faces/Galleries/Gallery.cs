using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Faces;

/// <summary>Known people with the embeddings of their faces, made with one embedding model. Immutable; safe on several threads at once.</summary>
/// <remarks>
/// A person may have several photos, and each counts for itself: a face belongs to whoever has the nearest one. So a photo with glasses
/// finds glasses, and one poor photo does not spoil the others, as a mean of all would.
/// </remarks>
public sealed class Gallery
{
    /// <summary>Most faces in a gallery.</summary>
    public const int MostFaces = 100_000;

    private readonly EnrolledFace[] _faces;
    private readonly double[] _lengths;

    /// <summary>Makes a gallery.</summary>
    /// <param name="model">The model that made the embeddings.</param>
    /// <param name="detector">The name of the detector that found the faces.</param>
    /// <param name="faces">The faces, in any order.</param>
    /// <exception cref="ArgumentException">
    /// An embedding has another length, is not finite or has no direction, a name is refused, or one photo stands under two names or twice.
    /// </exception>
    public Gallery(EmbeddingModel model, string detector, IEnumerable<EnrolledFace> faces)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(faces);
        (Model, Detector) = (model, detector);
        // By person, then photo: a gallery does not depend on the order in which photos were enrolled.
        _faces = [.. faces.OrderBy(f => f.Person, StringComparer.Ordinal).ThenBy(f => f.PhotoSha256, StringComparer.Ordinal)];
        Check();
        _lengths = [.. _faces.Select(f => LengthOf(f.Embedding.Span))];
        People = [.. _faces.Select(f => f.Person).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The model that made the embeddings.</summary>
    public EmbeddingModel Model { get; }

    /// <summary>The name of the detector that found the faces; another may be used as well.</summary>
    public string Detector { get; }

    /// <summary>The faces, by person and then by the photo's sha256.</summary>
    public IReadOnlyList<EnrolledFace> Faces => _faces;

    /// <summary>Everybody's name, in ordinal order.</summary>
    public IReadOnlyList<string> People { get; }

    /// <summary>The nearest known face; of equally near ones, that of the first person in ordinal order.</summary>
    /// <param name="embedding">What describes the face, made by <see cref="Model"/>.</param>
    /// <returns>The match, however far away; null when the gallery is empty.</returns>
    /// <exception cref="ArgumentException">The embedding has another length.</exception>
    public Match? Nearest(ReadOnlySpan<float> embedding)
    {
        if (embedding.Length != Model.Length)
        {
            throw new ArgumentException($"The embedding has {embedding.Length} numbers; expected {Model.Length}, as the model '{Model.Name}' gives.", nameof(embedding));
        }

        double length = LengthOf(embedding), nearest = double.PositiveInfinity;
        int found = -1;
        for (int i = 0; i < _faces.Length; i++)
        {
            double distance = Distance(embedding, length, i);
            if (distance < nearest)
            {
                (nearest, found) = (distance, i);
            }
        }

        return found < 0 ? null : new Match(_faces[found].Person, Math.Round(nearest, 4, MidpointRounding.AwayFromZero), _faces[found].Photo);
    }

    /// <summary>The nearest known face and whose it is taken to be.</summary>
    /// <param name="embedding">What describes the face.</param>
    /// <param name="tolerance">Largest distance at which a face belongs to the person.</param>
    /// <returns>The person, empty for somebody unknown; and the nearest match, null when the gallery is empty.</returns>
    public (string Person, Match? Nearest) Identify(ReadOnlySpan<float> embedding, double tolerance)
    {
        Match? nearest = Nearest(embedding);
        return (nearest is not null && nearest.Distance <= tolerance ? nearest.Person : "", nearest);
    }

    /// <summary>The gallery without a person.</summary>
    /// <param name="person">The person's name.</param>
    /// <param name="gallery">What messages call the gallery.</param>
    /// <exception cref="PluginException">Nobody has this name, or nobody would be left.</exception>
    public Gallery Without(string person, string gallery)
    {
        if (!People.Contains(person, StringComparer.Ordinal))
        {
            throw new PluginException($"The gallery '{gallery}' knows nobody called '{person}'.{NearestName.Hint(person, People)} 'faces list {gallery}' shows everybody.");
        }

        return People.Count > 1
            ? new Gallery(Model, Detector, _faces.Where(f => f.Person != person))
            : throw new PluginException($"'{person}' is the last person of the gallery '{gallery}'. To remove the whole gallery, run: faces remove {gallery}");
    }

    /// <summary>Refuses an embedding model that did not make this gallery.</summary>
    /// <param name="model">The model that is to be used with it.</param>
    /// <param name="gallery">What messages call the gallery.</param>
    /// <exception cref="PluginException">It is another model.</exception>
    public void CheckModel(EmbeddingModel model, string gallery)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Name != Model.Name || model.ContentHash != Model.ContentHash)
        {
            string which = model.Name != Model.Name ? $"'{model.Name}'" : $"another model of this name ({Short(model.ContentHash)} in place of {Short(Model.ContentHash)})";
            throw new PluginException(
                $"The gallery '{gallery}' was made with the embedding model '{Model.Name}' and cannot be used with {which}: their numbers cannot be compared. "
                + $"Use the model '{Model.Name}', or enroll the photos again: faces enroll NAME --from FOLDER --detector {Detector} --embedding {model.Name}");
        }

        if (model != Model)
        {
            throw new PluginException(
                $"The gallery '{gallery}' was made by another version of this program, which gives other numbers for the same face (it used {Model.Processing}; now it is {model.Processing}). "
                + $"Enroll the photos again: faces enroll NAME --from FOLDER --detector {Detector} --embedding {model.Name}");
        }
    }

    private static double LengthOf(ReadOnlySpan<float> vector)
    {
        double sum = 0;
        foreach (float value in vector)
        {
            sum += (double)value * value;
        }

        return Math.Sqrt(sum);
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;

    private double Distance(ReadOnlySpan<float> embedding, double length, int index)
    {
        ReadOnlySpan<float> known = _faces[index].Embedding.Span;
        double sum = 0;
        if (Model.Metric == DistanceMetric.Cosine)
        {
            for (int i = 0; i < known.Length; i++)
            {
                sum += (double)embedding[i] * known[i];
            }

            return Math.Clamp(1 - (sum / (length * _lengths[index])), 0, 2);
        }

        for (int i = 0; i < known.Length; i++)
        {
            double difference = (double)embedding[i] - known[i];
            sum += difference * difference;
        }

        return Math.Sqrt(sum);
    }

    private void Check()
    {
        if (_faces.Length > MostFaces)
        {
            throw new ArgumentException($"The gallery has {_faces.Length} faces; expected at most {MostFaces}.");
        }

        Dictionary<string, EnrolledFace> photos = new(StringComparer.Ordinal);
        foreach (EnrolledFace face in _faces)
        {
            if (!PersonName.IsValid(face.Person))
            {
                throw new ArgumentException($"The name '{face.Person}' is refused; expected {PersonName.Rule}.");
            }

            if (face.Embedding.Length != Model.Length || !(LengthOf(face.Embedding.Span) is > 0 and < double.PositiveInfinity))
            {
                throw new ArgumentException($"The embedding of '{face.Photo}' has {face.Embedding.Length} numbers or numbers that are not finite; expected {Model.Length} finite ones, not all 0.");
            }

            if (!photos.TryAdd(face.PhotoSha256, face))
            {
                throw new ArgumentException($"One photo stands in the gallery twice: as '{photos[face.PhotoSha256].Photo}' of '{photos[face.PhotoSha256].Person}' and as '{face.Photo}' of '{face.Person}'.");
            }
        }
    }
}
