using System.Text.Json.Serialization;

namespace ImageAnalytics.Results;

/// <summary>A step of a run, as far as results need it.</summary>
/// <param name="Id">Its id in the pipeline file.</param>
/// <param name="Plugin">The plugin's id; of a combining step the way in which it combines.</param>
/// <param name="Model">The model's name; empty when it has none.</param>
/// <param name="Fingerprint">Hash of everything that can change a row of it.</param>
/// <param name="Parent">
/// Index, in the list of steps, of the step whose observations the parents in its rows are; null for the whole image. A step with a plugin
/// runs on it; the steps that a combining step reads all run on it.
/// </param>
/// <remarks>Lists of steps are in topological order: what a step reads stands before it. Equal when all of it is.</remarks>
public sealed record RunStep(string Id, string Plugin, string Model, string Fingerprint, int? Parent)
{
    /// <summary>Most steps of a run: what is done is kept as bits of one number.</summary>
    public const int Most = 62;

    /// <summary>Indexes, in the list of steps, of the steps that a combining step combines; null for a step with a plugin.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Of { get; init; }

    /// <summary>Indexes of the steps whose results it needs.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Reads => Of ?? (Parent is { } parent ? [parent] : []);

    /// <inheritdoc />
    public bool Equals(RunStep? other)
        => other is not null && (Id, Plugin, Model, Fingerprint, Parent) == (other.Id, other.Plugin, other.Model, other.Fingerprint, other.Parent)
            && (Of is null) == (other.Of is null) && (Of ?? []).SequenceEqual(other.Of ?? []);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Id, Plugin, Model, Fingerprint, Parent);
}
