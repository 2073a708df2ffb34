using ImageAnalytics.Results.Statistics;

namespace ImageAnalytics.Results.Comparing;

/// <summary>
/// Chooses a few of many differences as they are told: some of every kind of change and of every label, the others as by chance, but always the
/// same for the same differences.
/// </summary>
/// <param name="count">At most so many are chosen.</param>
/// <remarks>Memory does not grow with the differences. One thread at a time.</remarks>
public sealed class DifferenceSample(int count)
{
    /// <summary>So many findings of a difference are kept at most.</summary>
    public const int MostFindings = 60;

    private const int MostGroups = 200, OfGroup = 4;
    private readonly Dictionary<Group, List<Kept>> _groups = [];
    private readonly PriorityQueue<Kept, ulong> _others = new();

    /// <summary>Takes a difference into account.</summary>
    public void Add(ImageDifference difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        Kept? kept = null;
        ulong chance = Chance(difference.Path);
        foreach (List<Kept> members in GroupsOf(difference).Distinct().Select(Members).Distinct())
        {
            if (members.Count < OfGroup || chance < members[^1].Chance)
            {
                kept ??= new Kept(chance, Light(difference));
                members.Insert(members.FindIndex(m => m.Chance > chance) is >= 0 and int at ? at : members.Count, kept);
                members.RemoveRange(Math.Min(OfGroup, members.Count), Math.Max(0, members.Count - OfGroup));
            }
        }

        // The largest comes out first: it is the one that a smaller one replaces.
        if (_others.Count < count)
        {
            _others.Enqueue(kept ?? new Kept(chance, Light(difference)), ulong.MaxValue - chance);
        }
        else if (_others.TryPeek(out Kept? last, out _) && chance < last.Chance)
        {
            _others.EnqueueDequeue(kept ?? new Kept(chance, Light(difference)), ulong.MaxValue - chance);
        }
    }

    /// <summary>The choice: what failed or has other findings first, then images that changed, came, went and moved; in each kind by path.</summary>
    public IReadOnlyList<SampledDifference> Choose()
    {
        List<Kept> kept = [.. _groups.Values.SelectMany(g => g).Concat(_others.UnorderedItems.Select(o => o.Element)).Distinct()];
        Dictionary<Kept, long> places = kept.Index().ToDictionary(k => k.Item, k => (long)k.Index);
        long[][] lists =
        [
            .. _groups.OrderBy(g => Place(g.Key.Image, g.Key.FailedNow)).ThenBy(g => g.Key.Finding).ThenBy(g => g.Key.Label, StringComparer.Ordinal).Select(g => g.Value.Select(k => places[k]).ToArray()),
        ];
        IEnumerable<long> others = _others.UnorderedItems.Select(o => o.Element).OrderBy(k => k.Chance).ThenBy(k => k.Sampled.Difference.Path, StringComparer.Ordinal).Select(k => places[k]);
        return
        [
            .. SampleChoice.Choose(count, lists).Concat(others).Distinct().Take(count).Select(p => kept[(int)p].Sampled)
                .OrderBy(s => Place(s.Difference.Change, s.Difference.FailedNow)).ThenBy(s => s.Difference.Path, StringComparer.Ordinal),
        ];
    }

    private static int Place(ImageChange change, bool failedNow) => (failedNow, change) switch
    {
        (true, _) => 0,
        (_, ImageChange.Status) => 1,
        (_, ImageChange.Findings) => 2,
        (_, ImageChange.Content) => 3,
        (_, ImageChange.New) => 4,
        (_, ImageChange.Gone) => 5,
        _ => 6,
    };

    private static IEnumerable<Group> GroupsOf(ImageDifference difference)
        => difference.Findings.Count == 0
            ? [new Group(difference.FailedNow, difference.Change, null, "")]
            : difference.Findings.Select(f => new Group(difference.FailedNow, difference.Change, f.Change, (f.After ?? f.Before)!.Value.Label));

    // Of labels beyond number, those that come late share a group.
    private List<Kept> Members(Group group)
    {
        Group used = _groups.ContainsKey(group) || _groups.Count < MostGroups ? group : group with { Label = "" };
        if (!_groups.TryGetValue(used, out List<Kept>? members))
        {
            _groups[used] = members = [];
        }

        return members;
    }

    private static SampledDifference Light(ImageDifference difference)
        => new(difference with { Findings = [.. difference.Findings.Take(MostFindings).Select(f => f with { Before = Light(f.Before), After = Light(f.After) })] }, difference.Findings.Count);

    private static StoredObservation? Light(StoredObservation? found)
        => found is null ? null : found with { Value = found.Value with { Mask = null, Embedding = null, Detail = null, Points = null } };

    // FNV-1a over the path, mixed at the end (MurmurHash3's finalizer), so that neighbours in a folder are far apart.
    private static ulong Chance(string path)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in path)
        {
            hash = (hash ^ c) * 1099511628211;
        }

        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        return hash ^ (hash >> 33);
    }

    private sealed record Group(bool FailedNow, ImageChange Image, FindingChange? Finding, string Label);

    private sealed class Kept(ulong chance, SampledDifference sampled)
    {
        public ulong Chance { get; } = chance;

        public SampledDifference Sampled { get; } = sampled;
    }
}
