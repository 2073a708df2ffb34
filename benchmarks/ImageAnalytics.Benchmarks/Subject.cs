namespace ImageAnalytics.Benchmarks;

/// <summary>One thing to measure: a pipeline, and the bare loop that does the same work.</summary>
/// <param name="Name">Its name on the command line and in the table.</param>
/// <param name="Models">Models to install.</param>
/// <param name="Pipeline">The pipeline file's text.</param>
/// <param name="OpenBare">Opens the bare loop; may first run the engine on the input folder to learn what work there is.</param>
internal sealed record Subject(string Name, IReadOnlyList<string> Models, string Pipeline, Func<EngineRun, IReadOnlyList<string>, IBareLoop> OpenBare)
{
    /// <summary>Everything that can be measured.</summary>
    public static IReadOnlyList<Subject> All(string root, string shared) =>
    [
        .. NetworkCard.All.Select(card => new Subject(card.Name, [card.Name], PipelineOf(card), (_, _) => new BareLoop(card, Path.Combine(shared, "models", card.File)))),
        Photos.PhotosLoop.Subject(root, shared),
    ];

    private static string PipelineOf(NetworkCard card) => $"""
        name: benchmark-{card.Name}
        problem: How fast is the engine?
        steps:
          - id: objects
            plugin: single-shot-detector
            model: {card.Name}

        """;
}
