namespace ImageAnalytics.Training.Evaluation;

/// <summary>A model and labelled data cannot be compared: they do not fit together, or no picture can be read.</summary>
public sealed class EvaluationException : Exception
{
    /// <summary>Reports one problem.</summary>
    /// <param name="problem">Whole sentences: what cannot be done, what was expected, what was found, the next step.</param>
    public EvaluationException(string problem) : base(problem) { }
}
