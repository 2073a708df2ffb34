namespace ImageAnalytics.Results.Combining;

/// <summary>What all ways of combining can be told.</summary>
public interface ICombiningOptions
{
    /// <summary>Two boxes are one thing when their IoU is above this.</summary>
    double Overlap { get; }

    /// <summary>What must agree for two boxes to be one thing.</summary>
    Agreement Agree { get; }

    /// <summary>Results below are left out.</summary>
    double MinConfidence { get; }

    /// <summary>Names of labels that mean another label: what a step says, and what it is called in the result. Null for none.</summary>
    IReadOnlyDictionary<string, string>? Labels { get; }
}
