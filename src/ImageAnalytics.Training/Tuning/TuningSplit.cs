using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ImageAnalytics.Training.Datasets;

namespace ImageAnalytics.Training.Tuning;

/// <summary>Data in two parts by the pictures' content, and a hash of all that they say.</summary>
/// <param name="Tune">What trials are compared with.</param>
/// <param name="Rest">The others.</param>
/// <param name="Digest">Changes with any picture or label.</param>
internal sealed record TuningSplit(Dataset Tune, Dataset Rest, string Digest)
{
    /// <summary>Parts data. Equal pictures are in one part, and other pictures never move one.</summary>
    /// <param name="data">The data.</param>
    /// <param name="share">The part of <see cref="Tune"/>, met about.</param>
    /// <param name="hashOf">The hash of a picture's content, where it is known.</param>
    /// <exception cref="TuneException">A part is empty.</exception>
    /// <exception cref="IOException">A picture cannot be read.</exception>
    public static TuningSplit Of(Dataset data, double share, Func<LabelledImage, string>? hashOf = null)
    {
        hashOf ??= ContentHash.Of;
        using IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        List<LabelledImage> tune = [], rest = [];
        Add(digest, string.Join('\n', data.Classes));
        foreach (LabelledImage image in data.Images)
        {
            string hash = hashOf(image);
            Add(digest, $"\n{hash} {image.ClassId?.ToString(CultureInfo.InvariantCulture)}");
            foreach (LabelledObject labelled in image.Objects)
            {
                Add(digest, string.Create(CultureInfo.InvariantCulture, $" {labelled.ClassId} {labelled.Box.X:R} {labelled.Box.Y:R} {labelled.Box.Width:R} {labelled.Box.Height:R} {labelled.Crowd} {labelled.Mask?.CompressedRle} {string.Join(' ', labelled.Points)}"));
            }

            // Hashed once more: data that were parted by content before are parted evenly again.
            string place = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"tune {hash}")));
            (ContentHash.Place(place) < share ? tune : rest).Add(image);
        }

        return tune.Count > 0 && rest.Count > 0
            ? new TuningSplit(data with { Images = tune, Pairs = [] }, data with { Images = rest, Pairs = [] }, Convert.ToHexStringLower(digest.GetHashAndReset()))
            : throw new TuneException($"Of the {data.Images.Count} pictures of '{data.Source}', {tune.Count} are left to compare trials with and {rest.Count} for the rest; expected at least one each. Add pictures, or change 'share'.");
    }

    private static void Add(IncrementalHash digest, string text) => digest.AppendData(Encoding.UTF8.GetBytes(text));
}
