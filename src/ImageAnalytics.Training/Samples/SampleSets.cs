namespace ImageAnalytics.Training.Samples;

/// <summary>What is drawn.</summary>
[Flags]
public enum SampleSets
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Pictures of the inspection line with boxes, masks and conditions.</summary>
    Line = 1,

    /// <summary>Single parts, a folder for each kind and condition.</summary>
    Parts = 2,

    /// <summary>Badge portraits, a folder for each person, and group pictures, with boxes and points of the faces.</summary>
    Badges = 4,

    /// <summary>Pictures whose style a network can learn.</summary>
    Styles = 8,

    /// <summary>Everything.</summary>
    All = Line | Parts | Badges | Styles,
}
