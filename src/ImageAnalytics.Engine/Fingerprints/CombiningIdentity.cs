namespace ImageAnalytics.Engine.Fingerprints;

/// <summary>Everything that can change a row of a combining step.</summary>
public sealed record CombiningIdentity
{
    /// <summary>The way in which it combines.</summary>
    public required string Way { get; init; }

    /// <summary>Its options in a normal form, defaults included.</summary>
    public required string Options { get; init; }

    /// <summary>The steps that it combines, in ordinal order of their ids: rows say which of them agreed, so here a new name makes new rows.</summary>
    public required IReadOnlyList<(string Id, string Fingerprint)> Of { get; init; }
}
