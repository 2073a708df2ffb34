namespace ImageAnalytics.Results.Combining;

/// <summary>What must agree for two boxes to be one thing.</summary>
public enum Agreement
{
    /// <summary>Label and place.</summary>
    Labels,

    /// <summary>The place alone; labels are ignored.</summary>
    Boxes,
}
