using System.Diagnostics.CodeAnalysis;
using ImageAnalytics.Engine.Lanes;

namespace ImageAnalytics.Engine.Workers;

/// <summary>Where chunks come from: first images that must be done again, then the listing.</summary>
/// <param name="listing">The images.</param>
/// <param name="again">Images that must be done again.</param>
/// <param name="expected">How many images the listing has, as far as known: towards their end chunks grow small, so that all lanes end together.</param>
internal sealed class WorkSource(IEnumerator<WorkItem> listing, Queue<WorkItem> again, long expected)
{
    private const int ChunksToGo = 4;
    private long _taken;
    private WorkItem? _next;
    private bool _ended;

    /// <summary>Whether there is nothing more to do.</summary>
    public bool IsEmpty => again.Count == 0 && !Peek();

    /// <summary>Takes the images of one chunk.</summary>
    /// <param name="most">Images in a chunk at most.</param>
    /// <param name="lanes">Lanes that share the rest.</param>
    /// <param name="items">The images.</param>
    public bool TryTake(int most, int lanes, [NotNullWhen(true)] out List<WorkItem>? items)
    {
        items = null;
        int count = (int)Math.Clamp((expected - _taken) / (ChunksToGo * lanes), 1, most);
        while ((items?.Count ?? 0) < count && (again.TryDequeue(out WorkItem? item) || TryNext(out item)))
        {
            (items ??= new List<WorkItem>(count)).Add(item);
        }

        _taken += items?.Count ?? 0;
        return items is not null;
    }

    private bool TryNext([NotNullWhen(true)] out WorkItem? item)
    {
        item = Peek() ? _next : null;
        _next = null;
        return item is not null;
    }

    private bool Peek()
    {
        if (_next is null && !_ended)
        {
            _ended = !listing.MoveNext();
            _next = _ended ? null : listing.Current;
        }

        return _next is not null;
    }
}
