namespace ImageAnalytics.Cluster.Configuration;

/// <summary>The configuration that holds at the moment. Thread-safe.</summary>
/// <param name="first">What it said at the start.</param>
internal sealed class ConfigurationInForce(ServeConfiguration first)
{
    private ServeConfiguration _current = first;

    /// <summary>What holds.</summary>
    public ServeConfiguration Current
    {
        get => Volatile.Read(ref _current);
        set => Volatile.Write(ref _current, value);
    }
}
