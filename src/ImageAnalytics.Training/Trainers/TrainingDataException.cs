namespace ImageAnalytics.Training.Trainers;

/// <summary>A training cannot go on because its pictures cannot be read, or what it began with was other than this; no value of the recipe is wrong.</summary>
public sealed class TrainingDataException : TrainingException
{
    /// <summary>Makes one.</summary>
    public TrainingDataException(string message) : base(message)
    {
    }

    /// <summary>Makes one with its cause.</summary>
    public TrainingDataException(string message, Exception cause) : base(message, cause)
    {
    }
}
