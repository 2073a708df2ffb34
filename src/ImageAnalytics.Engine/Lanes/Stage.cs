namespace ImageAnalytics.Engine.Lanes;

/// <summary>What a lane is doing with an image: reading, decoding, or a step by its index in the job.</summary>
public static class Stage
{
    /// <summary>Reading the file and hashing it.</summary>
    public const int Read = -2;

    /// <summary>Looking at the header and decoding.</summary>
    public const int Decode = -1;

    /// <summary>The stage in words, for messages.</summary>
    /// <param name="stage">One of the constants, or the index of a step.</param>
    /// <param name="steps">The job's steps.</param>
    public static string Text(int stage, IReadOnlyList<JobStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        return stage switch { Read => "reading the file", Decode => "decoding", _ => $"step '{steps[stage].Id}'" };
    }
}
