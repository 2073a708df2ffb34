using System.Diagnostics.CodeAnalysis;
using ImageAnalytics.Engine.Lanes;

namespace ImageAnalytics.Engine.Workers;

/// <summary>Where chunks come from: first images that must be done again, then the listing.</summary>
internal sealed class WorkSource(IEnumerator<WorkItem> listing, Queue<WorkItem> again)
{
    private WorkItem? _next;
    private bool _ended;

    /// <summary>Whether there is nothing more to do.</summary>
    public bool IsEmpty => again.Count == 0 && !Peek();

    /// <summary>Takes up to a number of images.</summary>
    public bool TryTake(int count, [NotNullWhen(true)] out List<WorkItem>? items)
    {
        items = null;
        while ((items?.Count ?? 0) < count && (again.TryDequeue(out WorkItem? item) || TryNext(out item)))
        {
            (items ??= new List<WorkItem>(count)).Add(item);
        }

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
