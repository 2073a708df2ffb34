namespace ImageAnalytics.Engine.Runs;

/// <summary>Hears how a run gets on. Called from one thread at a time.</summary>
public interface IRunProgress
{
    /// <summary>The folders are being listed.</summary>
    /// <param name="files">Files found so far.</param>
    void Listing(long files);

    /// <summary>The listing is complete and compared with the store.</summary>
    /// <param name="images">Images in the listing.</param>
    /// <param name="pending">Those with something left to do.</param>
    void Planned(long images, long pending);

    /// <summary>An image is finished.</summary>
    /// <param name="failed">Whether it could not be read or gave no picture.</param>
    void Finished(bool failed);

    /// <summary>An image failed, wholly or in a step. Comes before <see cref="Finished"/>. Does nothing where nobody wants to know.</summary>
    /// <param name="path">The image, as results name it.</param>
    /// <param name="failure">The class of failure.</param>
    /// <param name="message">What happened, in whole sentences.</param>
    void Failed(string path, string failure, string message)
    {
    }

    /// <summary>All images are finished; results are being written.</summary>
    void Writing();

    /// <summary>Something that a person should know, in one line.</summary>
    void Note(string message);
}
