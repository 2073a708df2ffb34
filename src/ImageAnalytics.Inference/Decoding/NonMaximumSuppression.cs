using System.Runtime.InteropServices;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Drops boxes that overlap a more confident box of their class: greedy non-maximum suppression.</summary>
public static class NonMaximumSuppression
{
    /// <summary>Changes whenever the same candidates would give other boxes.</summary>
    public const int Revision = 1;

    /// <summary>Only this many of the most confident candidates are compared; it bounds the time for one picture.</summary>
    public const int MostCandidates = 5000;

    /// <summary>Keeps the best of overlapping boxes, class by class.</summary>
    /// <typeparam name="T">The kind of candidate.</typeparam>
    /// <param name="candidates">
    /// Boxes in any unit; receives those that stay, most confident first, equal ones in their first order.
    /// Boxes without extent and numbers that are not finite are dropped.
    /// </param>
    /// <param name="nmsThreshold">A box goes when its IoU with a kept box of its class is above this.</param>
    /// <param name="most">Most boxes to keep.</param>
    /// <remarks>The result depends on the candidates and their order alone.</remarks>
    public static void Apply<T>(List<T> candidates, double nmsThreshold, int most) where T : IBoxCandidate
    {
        ArgumentNullException.ThrowIfNull(candidates);
        Order(candidates);
        if (candidates.Count > MostCandidates)
        {
            candidates.RemoveRange(MostCandidates, candidates.Count - MostCandidates);
        }

        KeepBest(candidates, nmsThreshold, most);
    }

    /// <summary>As <see cref="Apply{T}"/>, of boxes that are in order, finite and not empty.</summary>
    internal static void KeepBest<T>(List<T> candidates, double nmsThreshold, int most) where T : IBoxCandidate
    {
        int kept = 0;
        Span<T> all = CollectionsMarshal.AsSpan(candidates);
        for (int i = 0; i < all.Length && kept < most; i++)
        {
            if (!OverlapsKept(all[..kept], all[i], nmsThreshold))
            {
                all[kept++] = all[i];
            }
        }

        candidates.RemoveRange(kept, candidates.Count - kept);
    }

    /// <summary>Sorts boxes by confidence, equal ones in their first order, and drops what is not finite or has no extent.</summary>
    internal static void Order<T>(List<T> candidates) where T : IBoxCandidate
    {
        candidates.RemoveAll(d => !float.IsFinite(d.Confidence) || !d.Box.IsFinite || d.Box.IsEmpty);
        // Numbers are sorted, not candidates: each holds a confidence, the highest first, and below it the candidate's place.
        T[] unsorted = [.. candidates];
        long[] keys = new long[unsorted.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = ((long)~Rank(unsorted[i].Confidence) << 32) | (uint)i;
        }

        Array.Sort(keys);
        for (int i = 0; i < keys.Length; i++)
        {
            candidates[i] = unsorted[(int)keys[i]];
        }
    }

    // As an integer that is in the order of finite floats: those below zero have the sign and, the larger the smaller, a size. Both zeros are one.
    private static int Rank(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value + 0f);
        return bits ^ ((bits >> 31) & int.MaxValue);
    }

    private static bool OverlapsKept<T>(ReadOnlySpan<T> kept, T candidate, double nmsThreshold) where T : IBoxCandidate
    {
        foreach (T other in kept)
        {
            if (other.ClassId == candidate.ClassId && other.Box.IoU(candidate.Box) > nmsThreshold)
            {
                return true;
            }
        }

        return false;
    }
}
