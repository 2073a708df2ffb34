using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Datasets.Checking;

namespace ImageAnalytics.Cli.Training;

/// <summary>What <c>data check --json</c> writes.</summary>
internal sealed record DataCheckJson
{
    public required string Path { get; init; }

    public required string Format { get; init; }

    public required int Images { get; init; }

    public required int Objects { get; init; }

    public required int Pairs { get; init; }

    /// <summary>Pictures of each split; the name is empty for those without one.</summary>
    public required IReadOnlyDictionary<string, int> Splits { get; init; }

    /// <summary>For each class its counts by split.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Classes { get; init; }

    public required double Imbalance { get; init; }

    /// <summary>How many problems of each kind there are; kinds without any are left out.</summary>
    public required IReadOnlyDictionary<string, int> Problems { get; init; }

    /// <summary>Pictures beyond the first of each group with equal bytes.</summary>
    public required int Duplicates { get; init; }

    public required int NearDuplicates { get; init; }

    public required int NotCompared { get; init; }

    /// <summary>Pictures that were compared with some alone, because too many might look alike.</summary>
    public required int PassedOver { get; init; }

    /// <summary>Objects by size as COCO counts it: below 32², below 96², and larger.</summary>
    public required IReadOnlyDictionary<string, int> ObjectSizes { get; init; }

    /// <summary>The 5th, 50th and 95th hundredth of width to height of objects; empty without objects.</summary>
    public required IReadOnlyList<double> ObjectAspects { get; init; }

    public required string Page { get; init; }

    public static DataCheckJson Of(DataCheckResult result, DatasetFormat format, string page)
    {
        double[] areas = [.. result.Objects.Select(o => o.Area ?? o.Mask?.Area ?? o.Box.Area)], aspects = [.. result.Objects.Select(o => o.Box.Width / o.Box.Height).Order()];
        return new DataCheckJson
        {
            Path = result.Data.Source,
            Format = DatasetReader.NameOf(format),
            Images = result.Data.Images.Count,
            Objects = areas.Length,
            Pairs = result.Data.Pairs.Count,
            Splits = result.Splits.Zip(result.PicturesBySplit).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal),
            Classes = result.Classes.DistinctBy(c => c.Name).ToDictionary(c => c.Name, c => (IReadOnlyDictionary<string, int>)result.Splits.Zip(c.BySplit).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal), StringComparer.Ordinal),
            Imbalance = Math.Round(result.Imbalance, 4),
            Problems = result.Problems.CountBy(p => p.Kind).ToDictionary(p => p.Key.ToString(), p => p.Value, StringComparer.Ordinal),
            Duplicates = result.Duplicates.Sum(g => g.Count - 1),
            NearDuplicates = result.NearDuplicates.Count,
            NotCompared = result.NotCompared,
            PassedOver = result.PassedOver,
            ObjectSizes = new Dictionary<string, int>(StringComparer.Ordinal)
            {
                ["small"] = areas.Count(a => a < 32 * 32),
                ["medium"] = areas.Count(a => a is >= 32 * 32 and < 96 * 96),
                ["large"] = areas.Count(a => a >= 96 * 96),
            },
            ObjectAspects = aspects.Length == 0 ? [] : [.. ((double[])[0.05, 0.5, 0.95]).Select(q => Math.Round(aspects[(int)(q * (aspects.Length - 1))], 3))],
            Page = page,
        };
    }
}
