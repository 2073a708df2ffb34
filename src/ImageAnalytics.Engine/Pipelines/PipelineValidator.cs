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
        CheckTablesAndNotify(pipeline, problems);
        CheckTemplate(pipeline, environment, problems);
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

    private static void CheckTablesAndNotify(Pipeline pipeline, ProblemList problems)
    {
        TableValidator.Check(pipeline.Tables, problems);
        if (NotifyCommand.ProblemOf(pipeline) is { } problem)
        {
            problems.Add(pipeline.NotifyPosition, problem);
        }
    }

    private static void CheckTemplate(Pipeline pipeline, PipelineEnvironment environment, ProblemList problems)
    {
        ReportDefinition report = pipeline.Report;
        if (report.Template.Length > 0 && environment.TemplateProblem?.Invoke(pipeline.TemplatePath!, report.MaxDeckMegabytes) is { } problem)
        {
            problems.Add(report.TemplatePosition, $"The template '{ShownText.Of(report.Template)}' cannot be used. {problem}");
        }
    }
}
