using ImageAnalytics.Inference.Decoding;

namespace ImageAnalytics.Training.Evaluation.Faces;

/// <summary>Identification by the nearest known picture.</summary>
internal static class RankJudge
{
    /// <summary>Takes the first pictures of each person, by name, as known, and asks for the others.</summary>
    /// <param name="pictures">Name, person and description of each picture; null where no face was found.</param>
    /// <param name="enrolled">How many pictures of each person are known. One without a face is not replaced by the next.</param>
    /// <param name="metric">How far two descriptions are apart.</param>
    /// <param name="cancellationToken">Stops it: each picture that is asked for is compared with each that is known.</param>
    public static FaceFigures Judge(IReadOnlyList<(string Name, int Person, float[]? Face)> pictures, int enrolled, EmbeddingMetric metric, CancellationToken cancellationToken)
    {
        List<(string Name, int Person, float[]? Face)> known = [], queries = [];
        foreach (var person in pictures.GroupBy(p => p.Person).OrderBy(g => g.Key))
        {
            var byName = person.OrderBy(p => p.Name, StringComparer.Ordinal).ToList();
            known.AddRange(byName.Take(enrolled).Where(p => p.Face is not null));
            queries.AddRange(byName.Skip(enrolled));
        }

        ComparedFaces[] compared = new ComparedFaces[queries.Count];
        ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        Parallel.For(0, compared.Length, options, i => compared[i] = Compare(queries[i], known, metric));
        PersonFigures[] persons =
        [
            .. queries.Index().GroupBy(q => q.Item.Person).Select(g => new PersonFigures(g.Key, g.Count(), g.Count(q => compared[q.Index].IsRight))),
        ];
        return new FaceFigures
        {
            Rank1 = Ratio.Of(persons.Sum(p => p.Right), queries.Count),
            Queries = queries.Count,
            People = known.Select(k => k.Person).Distinct().Count(),
            Persons = persons,
            Compared = compared,
            WithoutFace = pictures.Count(p => p.Face is null),
        };
    }

    private static ComparedFaces Compare((string Name, int Person, float[]? Face) query, List<(string Name, int Person, float[]? Face)> known, EmbeddingMetric metric)
    {
        if (query.Face is null || known.Count == 0)
        {
            return new ComparedFaces(query.Name, null, double.PositiveInfinity, double.NegativeInfinity, Same: false, IsRight: false);
        }

        (double distance, var nearest) = known.Select(k => (Distance: FaceDistance.Between(query.Face, k.Face, metric), Known: k)).MinBy(k => k.Distance);
        bool right = nearest.Person == query.Person;
        return new ComparedFaces(query.Name, nearest.Name, distance, -distance, right, right);
    }
}
