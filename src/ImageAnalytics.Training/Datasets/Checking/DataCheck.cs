using System.Security.Cryptography;
using ImageAnalytics.Imaging;
using OpenCvSharp;

namespace ImageAnalytics.Training.Datasets.Checking;

/// <summary>Looks through labelled data before anything is trained: decodes every picture, counts, and compares.</summary>
public static class DataCheck
{
    private const string Train = "train";

    /// <summary>Checks data.</summary>
    /// <param name="data">The data, as a reader gave them.</param>
    /// <param name="progress">Told how many pictures were looked at, from several threads; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>What was found; a broken picture is a finding, not an error.</returns>
    public static DataCheckResult Run(Dataset data, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        PictureFacts[] facts = new PictureFacts[data.Images.Count];
        int done = 0;
        ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        Parallel.For(0, facts.Length, options, i =>
        {
            facts[i] = LookAt(data.Images[i]);
            progress?.Report(Interlocked.Increment(ref done));
        });
        string[] splits = [.. data.Images.Select(i => i.Split ?? "").Distinct().Order(StringComparer.Ordinal)];
        IReadOnlyList<IReadOnlyList<LabelledImage>> duplicates = [.. Enumerable.Range(0, facts.Length).Where(i => facts[i].Hash is not null)
            .GroupBy(i => facts[i].Hash).Where(g => g.Count() > 1).Select(g => (IReadOnlyList<LabelledImage>)[.. g.Select(i => data.Images[i])])];
        Func<LabelledImage, string?> use = UseOf(data);
        (LabelledImage, LabelledImage)[] near = [.. LookAlikes.Find([.. facts.Select(f => f.Look)], [.. data.Images.Select(use)], [.. facts.Select(f => f.Hash)], cancellationToken, out int passedOver).Select(p => (data.Images[p.First], data.Images[p.Second]))];
        ClassCount[] classes = Count(data, splits);
        IEnumerable<DatasetProblem> alike = data.Classes.GroupBy(c => c, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => new DatasetProblem(
            DatasetProblemKind.AlikeClasses, null, $"The classes {string.Join(" and ", g.Select(c => $"'{c}'"))} differ in capitals alone. If they are one, write 'CLASS => NAME' for each class into a file, and give it with --classes (of a recipe 'classes')."));
        IEnumerable<DatasetProblem> empty = classes.Where(c => c.Total == 0).Select(c => new DatasetProblem(DatasetProblemKind.EmptyClass, null, $"The class '{c.Name}' has no example."));
        return new DataCheckResult
        {
            Data = data,
            Splits = splits,
            Classes = classes,
            Problems = [.. data.Problems.Concat(ProblemsOf(data, facts)).Concat(Leaks(duplicates, near, use)).Concat(alike).Concat(empty).OrderBy(p => p.Kind)],
            Duplicates = duplicates,
            NearDuplicates = near,
            NotCompared = facts.Count(f => f.Width > 0 && f.Look is null),
            PassedOver = passedOver,
            Sizes = [.. facts.Where(f => f.Width > 0).Select(f => (f.Width, f.Height))],
        };
    }

    private static PictureFacts LookAt(LabelledImage image)
    {
        string? hash = null;
        try
        {
            byte[] bytes = image.ReadBytes();
            hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            if (image.IsRaw)
            {
                using Mat raw = image.Decode();
                return Facts(hash, raw, null);
            }

            ImageFile file = ImageFile.Open(bytes, ImageLimits.Default);
            using DecodedImage picture = file.Decode();
            return Facts(hash, picture.Mat, file.Damage?.Message);
        }
        catch (Exception e) when (e is ImageDecodeException or IOException or UnauthorizedAccessException)
        {
            return new PictureFacts(hash, 0, 0, null, e.Message);
        }
    }

    private static PictureFacts Facts(string hash, Mat pixels, string? damage)
        => new(hash, pixels.Width, pixels.Height, Math.Min(pixels.Width, pixels.Height) >= PerceptualHash.MinSide ? PerceptualHash.Of(pixels) : null, damage);

    private static ClassCount[] Count(Dataset data, string[] splits)
    {
        int[][] counts = [.. data.Classes.Select(_ => new int[splits.Length])];
        foreach (LabelledImage image in data.Images)
        {
            int split = Array.IndexOf(splits, image.Split ?? "");
            foreach (int number in image.ClassId is { } whole ? [whole] : image.Objects.Where(o => !o.Crowd).Select(o => o.ClassId))
            {
                counts[number][split]++;
            }
        }

        return [.. data.Classes.Select((name, i) => new ClassCount(name, counts[i]))];
    }

    private static IEnumerable<DatasetProblem> ProblemsOf(Dataset data, PictureFacts[] facts)
    {
        for (int i = 0; i < facts.Length; i++)
        {
            (LabelledImage image, PictureFacts found) = (data.Images[i], facts[i]);
            if (found.Problem is { } problem)
            {
                yield return new DatasetProblem(DatasetProblemKind.BrokenImage, image.Name, $"The picture '{image.Name}' is broken: {problem}");
            }

            if (found.Width > 0 && image.LabelledSize is { } stated && stated != (found.Width, found.Height))
            {
                yield return new DatasetProblem(DatasetProblemKind.WrongSize, image.Name, $"The picture '{image.Name}' has {found.Width} x {found.Height} pixels, but its labels are for {stated.Width} x {stated.Height}.");
            }
        }
    }

    // Pictures of no split are learned from where none is called 'train', and are not used otherwise.
    private static Func<LabelledImage, string?> UseOf(Dataset data)
    {
        string? others = data.Images.Any(i => i.Split == Train) ? null : Train;
        return image => image.Split ?? others;
    }

    private static IEnumerable<DatasetProblem> Leaks(
        IReadOnlyList<IReadOnlyList<LabelledImage>> duplicates, (LabelledImage First, LabelledImage Second)[] near, Func<LabelledImage, string?> use)
    {
        IEnumerable<DatasetProblem> equal = duplicates.Where(g => g.Select(use).OfType<string>().Distinct().Count() > 1)
            .Select(g => new DatasetProblem(DatasetProblemKind.Leak, g[0].Name, $"The same picture is in several splits: {string.Join(", ", g.Take(6).Select(Text))}."));
        IEnumerable<DatasetProblem> alike = near.Where(p => LookAlikes.AreApart(use(p.First), use(p.Second)))
            .Select(p => new DatasetProblem(DatasetProblemKind.Leak, p.First.Name, $"Pictures that look alike are in two splits: {Text(p.First)} and {Text(p.Second)}."));
        return equal.Concat(alike);
    }

    private static string Text(LabelledImage image) => $"'{image.Name}' ({image.Split ?? "no split"})";
}
