namespace ImageAnalytics.Results;

/// <summary>How an image fared, as it stands in the <c>status</c> column.</summary>
public static class RunStatus
{
    /// <summary>Every step succeeded.</summary>
    public const string Ok = "ok";

    /// <summary>Some step failed, or the file is damaged but gave a picture.</summary>
    public const string Partial = "partial";

    /// <summary>The file could not be read, gave no picture, or no step succeeded.</summary>
    public const string Failed = "failed";
}
