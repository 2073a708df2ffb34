namespace ImageAnalytics.Training.Trainers;

/// <summary>A training cannot go on. The message says at which step, why, what is kept and what to do.</summary>
public class TrainingException : Exception
{
    /// <summary>Makes one.</summary>
    public TrainingException(string message) : base(message)
    {
    }

    /// <summary>Makes one with its cause.</summary>
    public TrainingException(string message, Exception cause) : base(message, cause)
    {
    }
}
