namespace ImageAnalytics.Engine.Pipelines.Globs;

/// <summary>A compiled glob over relative paths with <c>/</c>; <c>**</c> as a part of its own stands for any number of folders.</summary>
/// <remarks>
/// Means what Microsoft.Extensions.FileSystemGlobbing makes of the same pattern, and <c>?</c> besides. Compiled, because that
/// library matches one path at a time by building a tree of folders for it. Immutable; safe on several threads at once.
/// </remarks>
internal sealed class Glob
{
    private const int MaxLength = 4096;
    private const int MaxParts = 64;
    private readonly SegmentPattern?[] _parts;

    private Glob(SegmentPattern?[] parts) => _parts = parts;

    /// <summary>Compiles a pattern that <see cref="ProblemOf"/> accepts.</summary>
    public static Glob Compile(string pattern)
    {
        List<SegmentPattern?> parts = [];
        foreach (string part in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "**")
            {
                // Two in a row mean no more than one.
                if (parts is not [.., null])
                {
                    parts.Add(null);
                }
            }
            else if (part != ".")
            {
                parts.Add(new SegmentPattern(part));
            }
        }

        if (pattern.EndsWith('/') && parts is not [.., null])
        {
            parts.Add(null);
        }

        return new Glob([.. parts]);
    }

    /// <summary>What is wrong with a pattern, in whole sentences; null when nothing is.</summary>
    public static string? ProblemOf(string pattern)
    {
        string[] parts = pattern.Split('/');
        return pattern switch
        {
            "" => "The glob is empty. Write '**/*' for every file.",
            _ when pattern.Length > MaxLength => $"The glob has {pattern.Length} characters; at most {MaxLength} are allowed.",
            _ when parts.Length > MaxParts => $"The glob has {parts.Length} parts between slashes; at most {MaxParts} are allowed.",
            _ when pattern.StartsWith('/') => $"The glob '{pattern}' starts with '/', but globs are relative to the input folder. Remove the slash.",
            _ when parts.Contains("..") => $"The glob '{pattern}' leaves the input folder with '..'. Give that folder as an input instead.",
            _ when parts.Any(p => p.Contains("**", StringComparison.Ordinal) && p != "**")
                => $"The glob '{pattern}' has '**' beside other characters. '**' stands alone between slashes, as in '**/*.jpg'.",
            _ when pattern.Contains('{') && pattern.Contains(',') && pattern.Contains('}')
                => $"The glob '{pattern}' uses braces, which have no meaning here. Write one glob for each choice.",
            _ when parts.All(p => p is "" or ".") => $"The glob '{pattern}' names no file. Write '**/*' for every file.",
            _ => null,
        };
    }

    /// <summary>Whether a path as a whole matches.</summary>
    public bool Matches(ReadOnlySpan<char> path) => Match(path, orFolder: false);

    /// <summary>Whether a path, or a folder that it lies in, matches as a whole.</summary>
    public bool MatchesOrHolds(ReadOnlySpan<char> path) => Match(path, orFolder: true);

    /// <summary>Whether everything below a folder matches.</summary>
    /// <param name="folder">Relative path without a slash at the end.</param>
    public bool CoversFolder(ReadOnlySpan<char> folder)
    {
        if (Match(folder, orFolder: true))
        {
            return true;
        }

        // 'a/**' and 'a/**/*' hold all that is below 'a'.
        int fixedParts = _parts switch
        {
            [.., null] => _parts.Length - 1,
            [.., null, { MatchesAll: true }] => _parts.Length - 2,
            _ => -1,
        };
        return fixedParts >= 0 && Match(folder, fixedParts, orFolder: true);
    }

    private bool Match(ReadOnlySpan<char> path, bool orFolder) => Match(path, _parts.Length, orFolder);

    // The same greedy walk as within a part: a later '**' makes the earlier ones final.
    private bool Match(ReadOnlySpan<char> path, int length, bool orFolder)
    {
        int at = 0, p = 0, star = -1, resume = 0;
        while (at <= path.Length)
        {
            int end = EndOfPart(path, at);
            if (p < length && _parts[p] is null)
            {
                if (p + 1 == length)
                {
                    return true;
                }

                (star, resume) = (p++, at);
            }
            else if (p < length && _parts[p]!.Matches(path[at..end]))
            {
                at = end + 1;
                p++;
                if (orFolder && p == length)
                {
                    return true;
                }
            }
            else if (star >= 0)
            {
                resume = EndOfPart(path, resume) + 1;
                (p, at) = (star + 1, resume);
            }
            else
            {
                return false;
            }
        }

        // 'a/**' is what lies in the folder 'a', not a file of that name.
        return p == length;
    }

    private static int EndOfPart(ReadOnlySpan<char> path, int start)
    {
        int slash = path[start..].IndexOf('/');
        return slash < 0 ? path.Length : start + slash;
    }
}
