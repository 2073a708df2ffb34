using System.Collections.Frozen;
using ImageAnalytics.Engine.Pipelines.Globs;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Says which files of an input folder a pipeline wants. Made by <see cref="ImageSelection.Compile"/>.</summary>
/// <remarks>Immutable; safe on several threads at once; matching allocates nothing.</remarks>
public sealed class ImageMatcher
{
    private readonly Glob[] _include;
    private readonly Glob[] _exclude;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _extensions;

    internal ImageMatcher(IEnumerable<Glob> include, IEnumerable<Glob> exclude, IEnumerable<string> extensions)
    {
        _include = [.. include];
        _exclude = [.. exclude];
        _extensions = extensions.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Whether a file is wanted: some <c>include</c> matches, or its extension where there is none, and no <c>exclude</c>.</summary>
    /// <param name="relativePath">Its path below the input folder, parts joined by <c>/</c>, without a slash in front.</param>
    public bool Matches(string relativePath)
    {
        ArgumentNullException.ThrowIfNull(relativePath);
        return IsIncluded(relativePath) && !IsExcluded(relativePath);
    }

    /// <summary>Whether nothing below a folder is wanted because an <c>exclude</c> covers it, so that it need not be opened.</summary>
    /// <param name="relativeFolder">The folder's path below the input folder, without a slash at either end.</param>
    public bool SkipsFolder(string relativeFolder)
    {
        ArgumentNullException.ThrowIfNull(relativeFolder);
        foreach (Glob glob in _exclude)
        {
            if (glob.CoversFolder(relativeFolder))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsIncluded(string path)
    {
        if (_include.Length == 0)
        {
            return _extensions.Contains(Path.GetExtension(path.AsSpan()));
        }

        foreach (Glob glob in _include)
        {
            if (glob.Matches(path))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsExcluded(string path)
    {
        foreach (Glob glob in _exclude)
        {
            if (glob.MatchesOrHolds(path))
            {
                return true;
            }
        }

        return false;
    }
}
