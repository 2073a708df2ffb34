namespace ImageAnalytics.Testing;

/// <summary>Pipelines of the plugins that only tests use.</summary>
internal static class TestPipelines
{
    /// <summary>Finds the shape, then names its colour.</summary>
    public const string Shapes = """
        name: shapes
        problem: Which shape is where?
        steps:
          - { id: boxes, plugin: shapes }
          - { id: colour, plugin: shapes, on: boxes, where: area > 1, options: { classify: true } }
        """;

    /// <summary>Finds the shape, and makes the negative of the picture and of the shape.</summary>
    public const string Paintings = """
        name: paintings
        problem: What is the opposite of each picture?
        steps:
          - { id: boxes, plugin: shapes }
          - { id: whole, plugin: paint }
          - { id: part, plugin: paint, on: boxes, where: area > 1 }
        """;

    /// <summary>Finds the shape, and misbehaves on chosen pictures.</summary>
    /// <param name="faults">Options of the step <c>fault</c>, such as <c>crash: [p003]</c>.</param>
    public static string Fault(string faults) => $$"""
        name: faults
        steps:
          - { id: boxes, plugin: shapes }
          - { id: fault, plugin: fault, options: { {{faults}} } }
        """;

    /// <summary>The same with the step that misbehaves before the other.</summary>
    public static string FaultFirst(string faults) => $$"""
        name: faults
        steps:
          - { id: fault, plugin: fault, options: { {{faults}} } }
          - { id: boxes, plugin: shapes }
        """;
}
