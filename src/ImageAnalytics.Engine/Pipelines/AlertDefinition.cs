using System.Globalization;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>A rule that is checked at the end of a run.</summary>
/// <remarks>Immutable; safe on several threads at once.</remarks>
public sealed class AlertDefinition
{
    /// <summary>Its name, unique among the pipeline's alerts.</summary>
    public required string Id { get; init; }

    /// <summary>The step whose findings it counts; null for a rule about images alone.</summary>
    public string? On { get; init; }

    /// <summary>Which of those findings it counts; null for all.</summary>
    public WhereExpression? Where { get; init; }

    /// <summary>What it counts.</summary>
    public AlertCount Count { get; init; }

    /// <summary>Whether only images count that are news after the last run: computed or tried by this one, or with a content that the last one did not have.</summary>
    public bool OnlyNew { get; init; }

    /// <summary>It fires when more were counted; null for no such limit.</summary>
    public double? Above { get; init; }

    /// <summary>It fires when fewer were counted; null for no such limit.</summary>
    public double? Below { get; init; }

    /// <summary>It fires when the count differs from the last run's by more than this share of that, as 0.5 for half; null for no such limit.</summary>
    public double? Change { get; init; }

    /// <summary>Where it starts in the file.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>What is counted, in one form whatever the limits are.</summary>
    public string Counted => string.Create(
        CultureInfo.InvariantCulture,
        $"{(OnlyNew ? "new " : "")}{Count.ToString().ToLowerInvariant()}{(On is null ? "" : $" of '{On}'")}{(Where is null ? "" : $" where {Where.Canonical}")}");

    internal SourcePosition OnPosition { get; init; }
}
