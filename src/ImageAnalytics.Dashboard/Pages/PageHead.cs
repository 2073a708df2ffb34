namespace ImageAnalytics.Dashboard.Pages;

/// <summary>What every page has around its content.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Place">The address in the navigation that it belongs to.</param>
public sealed record PageHead(string Title, string Place)
{
    /// <summary>Whether it changes while somebody looks at it.</summary>
    public bool IsLive { get; init; }

    /// <summary>The name and value of the field that shows that a form is ours.</summary>
    internal (string Field, string Token) Form { get; init; }

    /// <summary>Whether people log in.</summary>
    internal bool HasSecret { get; init; }

    /// <summary>When it was made.</summary>
    internal DateTimeOffset Made { get; init; }
}
