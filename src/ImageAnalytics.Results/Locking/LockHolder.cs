namespace ImageAnalytics.Results;

/// <summary>Who holds an output folder.</summary>
/// <param name="Pid">Process id on that machine; 0 when unknown.</param>
/// <param name="Host">The machine's name.</param>
/// <param name="Since">UTC time at which the lock was taken.</param>
/// <param name="Command">What it is doing.</param>
public sealed record LockHolder(int Pid, string Host, DateTimeOffset Since, string Command);
