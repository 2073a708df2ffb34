namespace ImageAnalytics.Sdk;

/// <summary>Takes what an analyzer finds. Used by one lane at a time; not safe on several threads at once.</summary>
public abstract class ObservationSink
{
    /// <summary>Adds an observation about a region of the current batch.</summary>
    /// <param name="region">A region of the batch that <see cref="IAnalyzer.Analyze"/> was given.</param>
    /// <param name="observation">What was found, its box in pixels of <paramref name="region"/>; the host maps it to the image.</param>
    /// <exception cref="ArgumentException">
    /// The region is not of this batch, the kind is unknown, the confidence or the box is not a finite number, or the box has no extent.
    /// </exception>
    public abstract void Add(Region region, Observation observation);
}
