using ImageAnalytics.Engine.Pipelines.Globs;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>The <c>images</c> of a pipeline: which files of the input folders it looks at.</summary>
/// <remarks>Immutable; safe on several threads at once.</remarks>
public sealed class ImageSelection
{
    /// <summary>Globs of which a file must match one; empty when every decodable extension counts.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Globs of which a file, and no folder that it lies in, may match any.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Which pictures of a file with several are looked at.</summary>
    public PageSelection Pages { get; init; }

    /// <summary>Which symbolic links in the input folders are followed.</summary>
    public LinkSelection Links { get; init; }

    /// <summary>Prepares the globs for matching many paths.</summary>
    /// <param name="extensions">Extensions that count without <c>include</c>, with the dot, such as <c>.jpg</c>; case does not matter.</param>
    /// <exception cref="ArgumentException">A glob is none; never for a selection that <see cref="PipelineFile"/> read.</exception>
    public ImageMatcher Compile(IEnumerable<string> extensions)
    {
        ArgumentNullException.ThrowIfNull(extensions);
        foreach (string glob in Include.Concat(Exclude))
        {
            if (Glob.ProblemOf(glob) is { } problem)
            {
                throw new ArgumentException(problem);
            }
        }

        return new ImageMatcher(Include.Select(Glob.Compile), Exclude.Select(Glob.Compile), extensions);
    }
}
