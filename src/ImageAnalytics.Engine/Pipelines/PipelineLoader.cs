namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Reads a pipeline file, applies overrides and checks it, all problems at once. What <c>run</c> and <c>pipelines validate</c> do.</summary>
public static class PipelineLoader
{
    /// <summary>Reads, overrides and validates.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="environment">Plugins and models; asked for only when the file is a map at all.</param>
    /// <param name="overrides">Each <c>STEP.OPTION=VALUE</c>.</param>
    /// <returns>A pipeline that can be run, or every problem.</returns>
    public static PipelineReading Load(string path, Func<PipelineEnvironment> environment, IEnumerable<string>? overrides = null)
        => Check(PipelineFile.Read(path), environment, overrides);

    /// <summary>Overrides and validates what was read, also when it has problems already, so that all are told at once.</summary>
    /// <param name="reading">What <see cref="PipelineFile"/> gave.</param>
    /// <param name="environment">Plugins and models.</param>
    /// <param name="overrides">Each <c>STEP.OPTION=VALUE</c>.</param>
    public static PipelineReading Check(PipelineReading reading, Func<PipelineEnvironment> environment, IEnumerable<string>? overrides = null)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(environment);
        if (reading.Draft is not { } draft)
        {
            return reading;
        }

        ProblemList problems = new();
        problems.AddRange(reading.Problems);
        Pipeline pipeline = PipelineOverrides.Apply(draft, overrides ?? [], problems);
        PipelineValidator.Check(pipeline, environment(), problems);
        return new PipelineReading(pipeline, problems);
    }
}
