namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Checks a pipeline against what there is: plugins, models, options, and what this version can do.</summary>
/// <remarks>Safe on several threads at once if the environment is.</remarks>
public static class PipelineValidator
{
    /// <summary>Finds every reason why the pipeline cannot be run.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="environment">Plugins and models; plugins that the pipeline names may be loaded.</param>
    /// <returns>The problems by file, line and column; empty when it can be run.</returns>
    public static IReadOnlyList<PipelineProblem> Validate(Pipeline pipeline, PipelineEnvironment environment)
    {
        ProblemList problems = new();
        Check(pipeline, environment, problems);
        return problems.ToSorted();
    }

    internal static void Check(Pipeline pipeline, PipelineEnvironment environment, ProblemList problems)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(environment);
        CheckAvailable(pipeline, problems);
        foreach (StepDefinition step in pipeline.Steps)
        {
            if (step.Combine is not null)
            {
                new CombiningValidator(step, pipeline, environment, problems).Check();
            }
            else if (step.Plugin.Length > 0)
            {
                new StepValidator(step, environment, problems).Check();
            }
        }
    }

    private static void CheckAvailable(Pipeline pipeline, ProblemList problems)
    {
        TableValidator.Check(pipeline.Tables, problems);
        if (NotifyCommand.ProblemOf(pipeline) is { } problem)
        {
            problems.Add(pipeline.NotifyPosition, problem);
        }

        foreach (string format in pipeline.Report.Formats.Intersect(ReportDefinition.KnownFormats).Except(ReportDefinition.AvailableFormats))
        {
            Refuse(pipeline.Report.FormatPositions.GetValueOrDefault(format, new SourcePosition(pipeline.FileName, 0, 0)), $"The report format '{format}'", problems);
        }
    }

    private static void Refuse(SourcePosition place, string what, ProblemList problems)
        => problems.Add(place, $"{what} is not available in this version. Remove it to run the pipeline.");
}
