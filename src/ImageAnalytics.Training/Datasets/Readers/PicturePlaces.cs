namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>Tells which of several pictures of the same name is meant, by the folders around it.</summary>
internal static class PicturePlaces
{
    /// <summary>The picture that lies most as its labels say.</summary>
    /// <param name="candidates">Pictures of the name, relative to the data's folder.</param>
    /// <param name="stated">Where labels say that it is, or where the labels themselves are; with <c>/</c>.</param>
    /// <param name="split">The split of the labels; null where they are of none. A picture in another one's folder is not meant.</param>
    /// <param name="severalFit">Whether none is returned because several fit equally well.</param>
    /// <returns>One of the candidates; null where none fits, or where it cannot be told which.</returns>
    public static string? Nearest(IReadOnlyList<string> candidates, string stated, string? split, out bool severalFit)
    {
        int best = -1;
        List<string> found = [];
        foreach (string candidate in candidates)
        {
            if (Likeness(stated, candidate, split) is not { } likeness || likeness < best)
            {
                continue;
            }

            if (likeness > best)
            {
                found.Clear();
            }

            best = likeness;
            found.Add(candidate);
        }

        severalFit = found.Count > 1;
        return found.Count == 1 ? found[0] : null;
    }

    // Folders that are alike from the top and from the bottom count. Between them one may be called otherwise, such as 'Annotations' and
    // 'JPEGImages', or be missing; where two and more differ on either side, as in 'clips/b' and 'frames/a', these are different pictures.
    private static int? Likeness(string stated, string picture, string? split)
    {
        string? own = Splits.OfFolders(picture);
        if (split is not null && own is not null && split != own)
        {
            return null;
        }

        string[] one = stated.Split('/')[..^1], other = picture.Split('/')[..^1];
        int shorter = Math.Min(one.Length, other.Length), start = 0, end = 0;
        while (start < shorter && one[start] == other[start])
        {
            start++;
        }

        while (end < shorter - start && one[^(end + 1)] == other[^(end + 1)])
        {
            end++;
        }

        bool differ = shorter - start - end > 1 && !IsOfAnotherMachine(stated);
        return differ ? null : (2 * (start + end)) + (split is not null && own == split ? 1 : 0);
    }

    private static bool IsOfAnotherMachine(string stated) => stated.StartsWith('/') || stated.Split('/')[0].EndsWith(':');
}
