using ImageAnalytics.Training.Samples.Line;
using ImageAnalytics.Training.Samples.Portraits;

namespace ImageAnalytics.Training.Samples;

/// <summary>Draws pictures with their truth into a folder: an inspection line, single parts, and made-up people.</summary>
/// <remarks>
/// The same options give the same files, byte for byte, on machines of the same kind, however many cores they have; more pictures leave the
/// first ones as they are. Memory does not grow with the number of pictures. For single pictures in memory see <see cref="LineDrawer"/>,
/// <see cref="PartDrawer"/> and <see cref="PortraitDrawer"/>.
/// </remarks>
public static class SampleDrawer
{
    /// <summary>Draws everything that is asked for.</summary>
    /// <param name="folder">Where to; it is made when it is missing.</param>
    /// <param name="options">What, and how much.</param>
    /// <param name="replace">Whether samples that were drawn there before are replaced; what else lies there never is.</param>
    /// <param name="progress">Told now and then how many pictures are drawn and how many will be; may be null.</param>
    /// <param name="cancellation">Ends the drawing; the folder can be drawn again with <paramref name="replace"/>.</param>
    /// <exception cref="SampleException">The options are out of range, or the folder cannot be used; nothing was drawn.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The drawing was ended.</exception>
    public static SampleSummary Draw(
        string folder, SampleOptions options, bool replace = false, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problems() is { Count: > 0 } problems)
        {
            throw new SampleException(string.Join('\n', problems));
        }

        long portraits = (long)options.People * options.Portraits;
        if (portraits > SampleOptions.MostPictures)
        {
            throw new SampleException(FormattableString.Invariant(
                $"{options.People} people with {options.Portraits} pictures each are {portraits} pictures, but {SampleOptions.MostPictures} are the most. Lower --people or --pictures."));
        }

        string path = SampleFolder.Prepare(folder, options, replace);
        SampleSummary summary = new(0, 0, 0, 0, 0, 0, 0, path);
        SampleWork work = new(path, options, progress, cancellation);
        if (options.Sets.HasFlag(SampleSets.Line))
        {
            summary = summary with { Lines = options.Count, LineParts = work.Line() };
        }

        if (options.Sets.HasFlag(SampleSets.Parts))
        {
            work.Parts();
            summary = summary with { Parts = options.Count };
        }

        if (options.Sets.HasFlag(SampleSets.Styles))
        {
            work.Styles();
        }

        return options.Sets.HasFlag(SampleSets.Badges)
            ? summary with { Badges = (int)portraits, People = options.People, Groups = options.Groups, GroupFaces = work.Badges() }
            : summary;
    }
}
