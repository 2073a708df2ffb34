using Microsoft.ML.OnnxRuntime;

namespace ImageAnalytics.Inference.Engines;

/// <summary>One ONNX Runtime session of the process, with the number of those who use it.</summary>
/// <param name="key">Model content, threads, accelerator and part.</param>
internal sealed class SharedNetwork(string key) : IDisposable
{
    private static readonly Dictionary<string, SharedNetwork> s_open = new(StringComparer.Ordinal);

    private readonly Lock _opening = new();
    private InferenceSession? _session;
    private int _users;

    /// <summary>The session; thread-safe for runs.</summary>
    public InferenceSession Session => _session ?? throw new ObjectDisposedException(nameof(SharedNetwork));

    /// <summary>How many different sessions of a model's content are open now; for tests.</summary>
    public static int OpenCountOf(string content)
    {
        lock (s_open)
        {
            return s_open.Keys.Count(k => k.StartsWith(content, StringComparison.Ordinal));
        }
    }

    /// <summary>Takes the session of a key, and opens it if nobody has. Each call is answered by one <see cref="Dispose"/>.</summary>
    public static SharedNetwork Take(string key, Func<InferenceSession> open)
    {
        SharedNetwork? shared;
        lock (s_open)
        {
            if (!s_open.TryGetValue(key, out shared))
            {
                s_open.Add(key, shared = new SharedNetwork(key));
            }

            shared._users++;
        }

        try
        {
            // Others who want the same session wait here; those who want another do not.
            lock (shared._opening)
            {
                shared._session ??= open();
            }

            return shared;
        }
        catch
        {
            shared.Dispose();
            throw;
        }
    }

    /// <summary>Gives the session back; the last one closes it.</summary>
    public void Dispose()
    {
        lock (s_open)
        {
            if (--_users > 0)
            {
                return;
            }

            s_open.Remove(key);
        }

        _session?.Dispose();
        _session = null;
    }
}
