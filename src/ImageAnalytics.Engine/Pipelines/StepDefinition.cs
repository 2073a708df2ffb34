using System.Text.Json.Nodes;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>One step of a pipeline: a plugin with its models and options, and the regions that it runs on.</summary>
/// <remarks>Immutable by agreement: nobody changes <see cref="Options"/>. Safe to read on several threads at once.</remarks>
public sealed class StepDefinition
{
    /// <summary>Its name, unique in the pipeline: lower-case letters, digits and hyphens, at most 64, a letter first.</summary>
    public required string Id { get; init; }

    /// <summary>The id of the plugin that does the work; empty for a combining step.</summary>
    public string Plugin { get; init; } = "";

    /// <summary>Role to model name. <c>model: NAME</c> has the role <c>model</c>.</summary>
    public IReadOnlyDictionary<string, string> Models { get; init; } = new Dictionary<string, string>();

    /// <summary>Its options as written: plain values by YAML's core schema, quoted ones as texts. Not to be changed; copy it first.</summary>
    public JsonObject Options { get; init; } = [];

    /// <summary>The step whose findings it runs on; null for whole images.</summary>
    public string? On { get; init; }

    /// <summary>Which of those findings it runs on; null for all.</summary>
    public WhereExpression? Where { get; init; }

    /// <summary>How it combines the findings of <see cref="Of"/>; null for a step with a plugin.</summary>
    public string? Combine { get; init; }

    /// <summary>The steps that a combining step reads; empty for a step with a plugin.</summary>
    public IReadOnlyList<string> Of { get; init; } = [];

    /// <summary>Where it starts in the file.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>The steps it reads, which must run before it.</summary>
    public IEnumerable<string> Reads => On is null ? Of : Of.Prepend(On);

    internal IReadOnlyDictionary<string, SourcePosition> Positions { get; init; } = new Dictionary<string, SourcePosition>();

    /// <summary>The same step with other options, and the places of all that it says.</summary>
    internal StepDefinition With(JsonObject options, IReadOnlyDictionary<string, SourcePosition> positions) => new()
    {
        Id = Id,
        Plugin = Plugin,
        Models = Models,
        Options = options,
        On = On,
        Where = Where,
        Combine = Combine,
        Of = Of,
        Position = Position,
        Positions = positions,
    };

    /// <summary>Where something of it stands, for messages.</summary>
    /// <param name="path">
    /// A key such as <c>plugin</c>, <c>on</c> or <c>where</c> for its value, <c>options/NAME</c> or <c>models/ROLE</c> for one value of a map
    /// (the role <c>model</c> stands for <c>model:</c> too), <c>options/NAME:key</c> for the name itself, and <c>options/NAME/INNER</c> where that value is a map.
    /// </param>
    /// <returns>The place; that of the step when there is no such thing.</returns>
    public SourcePosition PositionOf(string path) => Positions.TryGetValue(path, out SourcePosition place) ? place : Position;

    /// <summary>The options as one JSON text with names in ordinal order at every level, for fingerprints.</summary>
    public string CanonicalOptions() => CanonicalJson.Of(Options);
}
