using ImageAnalytics.Engine.Native;

namespace ImageAnalytics.Engine.Listing;

/// <summary>Keeps a listing inside its input folders: whoever can put links there must not choose what else is read with the rights of the scan's user.</summary>
/// <remarks>The input folders themselves may be links: their user named them.</remarks>
internal sealed unsafe class LinkFence
{
    private const int LongestPath = 4096;
    private readonly List<byte[]> _roots;
    private readonly byte[] _resolved = new byte[LongestPath];
    private long _refused;
    private string _first = "";

    /// <param name="inputs">Absolute paths in path text.</param>
    public LinkFence(IEnumerable<string> inputs)
        => _roots = [.. inputs.Select(i => Resolve([.. PathText.ToBytes(i), 0])).Where(r => r.Length > 0).Select(r => r[^1] == (byte)'/' ? r : [.. r, (byte)'/'])];

    /// <summary>What was refused, in one sentence; null for nothing.</summary>
    public ListingProblem? Problem => _refused == 0
        ? null
        : new ListingProblem("", FormattableString.Invariant(
            $"{(_refused == 1 ? "1 link leads out of the input folders and was" : $"{_refused:N0} links lead out of the input folders and were")} not followed, such as {_first}. To follow such links, say 'links: follow' under 'images' of the pipeline."));

    /// <summary>Whether what a link leads to lies inside.</summary>
    /// <param name="path">Absolute, with a terminating zero.</param>
    /// <param name="shown">The link's path for people.</param>
    public bool Allows(byte[] path, string shown)
    {
        byte[] target = Resolve(path);
        if (target.Length > 0 && _roots.Any(r => target.AsSpan().StartsWith(r) || target.AsSpan().SequenceEqual(r.AsSpan(0, r.Length - 1))))
        {
            return true;
        }

        _first = _refused++ == 0 ? $"'{shown}' to '{PathText.FromBytes(target)}'" : _first;
        return false;
    }

    private byte[] Resolve(byte[] path)
    {
        fixed (byte* start = path)
        fixed (byte* resolved = _resolved)
        {
            return LibC.RealPath(start, resolved) == null ? [] : _resolved.AsSpan(0, _resolved.AsSpan().IndexOf((byte)0)).ToArray();
        }
    }
}
