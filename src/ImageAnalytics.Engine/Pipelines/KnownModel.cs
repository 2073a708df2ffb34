namespace ImageAnalytics.Engine.Pipelines;

/// <summary>A model that is installed. Its card is read when something about it is asked for.</summary>
/// <param name="name">Its name, as pipeline files give it.</param>
/// <param name="readCard">Gives its task, as its model.yaml says it, and why it cannot be used, in whole sentences; null when nothing is known against it.</param>
public sealed class KnownModel(string name, Func<(string Task, string? Problem)> readCard)
{
    private readonly Lazy<(string Task, string? Problem)> _card = new(readCard);

    /// <summary>A model whose card was read.</summary>
    public KnownModel(string name, string task, string? problem = null) : this(name, () => (task, problem))
    {
    }

    /// <summary>Its name, as pipeline files give it.</summary>
    public string Name { get; } = name;

    /// <summary>Its task, as its model.yaml says it; empty when the card cannot be read.</summary>
    public string Task => _card.Value.Task;

    /// <summary>Why it cannot be used, in whole sentences; null when nothing is known against it.</summary>
    public string? Problem => _card.Value.Problem;
}
