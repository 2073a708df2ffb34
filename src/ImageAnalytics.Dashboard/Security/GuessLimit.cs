using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace ImageAnalytics.Dashboard.Security;

/// <summary>Slows those who guess: five wrong secrets at once, then one in five seconds, for each address. Thread-safe.</summary>
internal sealed class GuessLimit : IDisposable
{
    private const int AtOnce = 5, NetworkBytes = 8;

    /// <summary>How long a guesser waits for the next try.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(peer => RateLimitPartition.GetTokenBucketLimiter(Network(peer), _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = AtOnce,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = Pause,
        QueueLimit = 0,
    }));

    /// <summary>Whether somebody at an address may try.</summary>
    /// <remarks>Asking for no permit would be granted for any part of one, and a bucket fills bit by bit.</remarks>
    public bool MayTry(IPAddress? peer) => _limiter.GetStatistics(peer ?? IPAddress.None) is null or { CurrentAvailablePermits: >= 1 };

    /// <summary>Notes a wrong try.</summary>
    public void CountWrong(IPAddress? peer) => _limiter.AttemptAcquire(peer ?? IPAddress.None).Dispose();

    public void Dispose() => _limiter.Dispose();

    // Whoever has one IPv6 address has the whole network.
    internal static IPAddress Network(IPAddress? peer)
    {
        if (peer is not { AddressFamily: AddressFamily.InterNetworkV6 })
        {
            return peer ?? IPAddress.None;
        }

        if (peer.IsIPv4MappedToIPv6)
        {
            return peer.MapToIPv4();
        }

        byte[] bytes = peer.GetAddressBytes();
        Array.Clear(bytes, NetworkBytes, bytes.Length - NetworkBytes);
        return new IPAddress(bytes);
    }
}
