namespace ImageAnalytics.Training.Samples;

/// <summary>What random numbers are drawn for.</summary>
internal enum SampleStream
{
    /// <summary>A picture of the line.</summary>
    Line,

    /// <summary>A picture of one part.</summary>
    Part,

    /// <summary>Who a person is.</summary>
    Person,

    /// <summary>A badge portrait.</summary>
    Badge,

    /// <summary>A group picture.</summary>
    Group,

    /// <summary>The textures that all pictures share.</summary>
    Texture,

    /// <summary>A picture whose style can be learned.</summary>
    Style,
}
