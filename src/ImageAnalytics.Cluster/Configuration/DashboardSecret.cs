using System.Security.Cryptography;
using System.Text;

namespace ImageAnalytics.Cluster.Configuration;

/// <summary>What people must know to use the dashboard. Only its hash is kept.</summary>
public sealed class DashboardSecret
{
    /// <summary>The variable that it may be in.</summary>
    public const string VariableName = "IMAGEANALYTICS_DASHBOARD_SECRET";

    /// <summary>How many characters it has at least and at most.</summary>
    public const int MinLength = 16, MaxLength = 1024;

    private static readonly Lazy<string?> s_variable = new(TakeVariable);
    private readonly byte[] _hash;

    /// <param name="secret">The secret.</param>
    public DashboardSecret(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        _hash = HashOf(secret);
    }

    /// <summary>What the variable held when this process started; null when it is not set.</summary>
    public static string? FromEnvironment => s_variable.Value;

    /// <summary>Tells one secret from another, without telling it.</summary>
    internal string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(_hash));

    /// <summary>Whether somebody knows it. Takes equally long for every guess of a length.</summary>
    public bool Matches(string guess)
    {
        ArgumentNullException.ThrowIfNull(guess);
        return guess.Length <= MaxLength && CryptographicOperations.FixedTimeEquals(HashOf(guess), _hash);
    }

    /// <summary>Nothing of the secret.</summary>
    public override string ToString() => "(secret)";

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    // Workers, plugins and the commands of alerts do not inherit it.
    private static string? TakeVariable()
    {
        string? value = Environment.GetEnvironmentVariable(VariableName);
        Environment.SetEnvironmentVariable(VariableName, null);
        return string.IsNullOrEmpty(value) ? null : value;
    }
}
