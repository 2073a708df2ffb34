namespace ImageAnalytics.Training.Trainers;

/// <summary>How the learning rate changes after its warm-up.</summary>
public enum RateSchedule
{
    /// <summary>Along half a cosine to its final share (Loshchilov and Hutter, 2017).</summary>
    Cosine,

    /// <summary>A tenth of it after each of several shares of the training.</summary>
    Steps,

    /// <summary>In a straight line to its final share.</summary>
    Linear,

    /// <summary>Not at all.</summary>
    Constant,
}
