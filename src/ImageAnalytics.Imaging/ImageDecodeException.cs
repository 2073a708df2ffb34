namespace ImageAnalytics.Imaging;

/// <summary>A file gives no picture. It is a fact about the file, to be recorded; the run goes on.</summary>
public sealed class ImageDecodeException : Exception
{
    /// <summary>Makes the exception from what is wrong with the file.</summary>
    /// <param name="failure">Class and message.</param>
    /// <param name="inner">What the decoder threw, if it did.</param>
    public ImageDecodeException(ImageFailure failure, Exception? inner = null)
        : base((failure ?? throw new ArgumentNullException(nameof(failure))).Message, inner) => Failure = failure;

    /// <summary>What is wrong with the file.</summary>
    public ImageFailure Failure { get; }

    /// <summary>One of <see cref="Sdk.FailureClasses"/>.</summary>
    public string Class => Failure.Class;
}
