namespace ImageAnalytics.Reporting;

/// <summary>What each failure class means to a reader, and what to do about it.</summary>
internal static class FailureAdvice
{
    private static readonly Dictionary<string, (string Meaning, string Advice)> s_texts = new(StringComparer.Ordinal)
    {
        ["unreadable"] = ("The file could not be read to its end.", "Check the disk or the network share. It is tried again on the next run."),
        ["not-an-image"] = ("The content is no picture, whatever the name says.", "Nothing, if such files are expected. An exclude pattern in the pipeline file keeps them out."),
        ["unsupported"] = ("A picture in a format, or a variant of one, that cannot be decoded here.", "Convert it to JPEG, PNG, TIFF or WebP."),
        ["truncated"] = ("The file ends too early: it was not copied or transferred whole.", "Copy it again from its source. Where a part could be decoded, that part was analysed."),
        ["damaged"] = ("The file's content contradicts itself.", "Restore it from its source. Where a picture could be decoded, it was analysed."),
        ["too-large"] = ("The picture or the file is above the limits.", "Raise --max-pixels or --max-bytes if the picture is real and memory allows; a small file that announces a huge picture is often an attack."),
        ["timeout"] = ("The picture took longer than allowed, twice and alone.", "It is tried again on the next run. If the model is slow by nature: 'retry RUN --only timeout --timeout SECONDS'."),
        ["crash"] = ("The picture brought the worker down, twice and alone.", "Report it to the plugin's author with the file. It is not tried again until the file or the step changes; 'retry RUN --only crash' tries it."),
        ["out-of-memory"] = ("The picture needed more memory than a worker may use.", "It is tried again on the next run. At once, with more: 'retry RUN --only out-of-memory --max-memory MB --lanes 1'."),
        ["model-error"] = ("A step's model refused the picture or failed on it.", "Read the message. It is tried again on the next run, or at once by 'retry RUN --only model-error'."),
        ["vanished"] = ("The file was listed, but gone when its turn came.", "Nothing, if files are moved while a run goes on."),
        ["denied"] = ("The file may not be read by this user.", "Give the user that runs the scan permission to read it. It is tried again on the next run."),
    };

    /// <summary>The texts of a class; a class that is not known has an empty meaning and points to the message.</summary>
    public static (string Meaning, string Advice) Of(string failure)
        => s_texts.TryGetValue(failure, out (string, string) texts) ? texts : ("", "Read the message.");
}
