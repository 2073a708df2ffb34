using System.Security.Cryptography;
using System.Text;

namespace ImageAnalytics.Training.Datasets;

/// <summary>Divides data into splits that depend on the data alone.</summary>
/// <remarks>Stateless; safe on several threads at once.</remarks>
public static class DatasetSplitter
{
    /// <summary>
    /// Divides by content: each picture falls into a split by the hash of its bytes. Equal bytes are always in one split, and adding
    /// pictures never moves others.
    /// </summary>
    /// <param name="data">The data; what splits they have is replaced.</param>
    /// <param name="shares">The splits in order with their shares, which are positive and add up to 1. The shares are met about, not exactly.</param>
    /// <returns>The same pictures in the same order, each with its split.</returns>
    /// <exception cref="ArgumentException">There is no share, one is not positive, or they do not add up to 1.</exception>
    /// <exception cref="IOException">A picture cannot be read.</exception>
    public static Dataset ByContent(Dataset data, params IReadOnlyList<(string Split, double Share)> shares)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(shares);
        if (shares.Count == 0 || shares.Any(s => !(s.Share > 0)) || Math.Abs(shares.Sum(s => s.Share) - 1) > 1e-9)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The shares {string.Join(", ", shares.Select(s => FormattableString.Invariant($"{s.Split} {s.Share}")))} cannot be used: each must be positive, and together they must be 1."),
                nameof(shares));
        }

        return With(data, (image, _) => SplitAt(ContentHash.Place(ContentHash.Of(image)), shares));
    }

    /// <summary>Sets apart, for validation, the pictures whose position has the lowest <see cref="ContentHash.OfIndex"/>.</summary>
    /// <param name="data">The data in their own order, such as MNIST's training digits alone; what splits they have is replaced.</param>
    /// <param name="count">How many to set apart; at most all.</param>
    /// <returns>The same pictures in the same order, those in split <c>val</c> and the others in <c>train</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or larger than the data.</exception>
    public static Dataset ByIndexHash(Dataset data, int count)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, data.Images.Count);
        HashSet<int> apart = [.. Enumerable.Range(0, data.Images.Count).OrderBy(ContentHash.OfIndex).Take(count)];
        return With(data, (_, index) => apart.Contains(index) ? "val" : "train");
    }

    /// <summary>Sets apart, for validation, all pictures of a share of the classes, chosen by the hash of their names; for people that are never learned from.</summary>
    /// <param name="data">The data; what splits they have is replaced. Pictures without a class are learned from.</param>
    /// <param name="share">The share, between 0 and 1; met about, not exactly.</param>
    /// <returns>The same pictures in the same order, those in split <c>val</c> and the others in <c>train</c>.</returns>
    public static Dataset ByClass(Dataset data, double share)
    {
        ArgumentNullException.ThrowIfNull(data);
        bool[] apart = [.. data.Classes.Select(c => ContentHash.Place(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(c)))) < share)];
        return With(data, (image, _) => image.ClassId is { } classId && apart[classId] ? "val" : "train");
    }

    private static string SplitAt(double place, IReadOnlyList<(string Split, double Share)> shares)
    {
        double until = 0;
        foreach ((string split, double share) in shares)
        {
            until += share;
            if (place < until)
            {
                return split;
            }
        }

        return shares[^1].Split;
    }

    private static Dataset With(Dataset data, Func<LabelledImage, int, string> splitOf)
    {
        Dictionary<LabelledImage, LabelledImage> moved = new(ReferenceEqualityComparer.Instance);
        List<LabelledImage> images = new(data.Images.Count);
        for (int i = 0; i < data.Images.Count; i++)
        {
            LabelledImage image = data.Images[i], now = new ResplitImage(image) { Name = image.Name, Split = splitOf(image, i), ClassId = image.ClassId, Objects = image.Objects, LabelledSize = image.LabelledSize };
            moved[image] = now;
            images.Add(now);
        }

        return data with
        {
            Images = images,
            Pairs = [.. data.Pairs.Where(p => moved.ContainsKey(p.First) && moved.ContainsKey(p.Second)).Select(p => p with { First = moved[p.First], Second = moved[p.Second] })],
        };
    }
}
