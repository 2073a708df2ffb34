using System.Globalization;

namespace ImageAnalytics.Results;

/// <summary>Another process writes into the output folder.</summary>
public sealed class OutputLockedException : Exception
{
    /// <summary>Reports who is in the way.</summary>
    /// <param name="outputFolder">The folder.</param>
    /// <param name="holder">Who holds it; null when it could not be read.</param>
    public OutputLockedException(string outputFolder, LockHolder? holder) : base(Text(outputFolder, holder))
        => (OutputFolder, Holder) = (outputFolder, holder);

    /// <summary>Reports who is in the way of something, in words of its own.</summary>
    /// <param name="outputFolder">The folder.</param>
    /// <param name="holder">Who holds it; null when it could not be read.</param>
    /// <param name="message">What cannot be done, and what to do.</param>
    public OutputLockedException(string outputFolder, LockHolder? holder, string message) : base(message)
        => (OutputFolder, Holder) = (outputFolder, holder);

    /// <summary>The output folder that could not be locked.</summary>
    public string OutputFolder { get; }

    /// <summary>Who holds it; null when it could not be read.</summary>
    public LockHolder? Holder { get; }

    private static string Text(string folder, LockHolder? holder)
    {
        string who = holder is null
            ? "Another process that has not said its name yet is"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Process {holder.Pid} on '{holder.Host}' has been, since {holder.Since:yyyy-MM-dd HH:mm:ss} UTC ({holder.Command}),");
        return $"Cannot write to the output folder '{folder}'. {who} writing there, and only one may at a time. "
            + "Wait until it has finished, stop it, or choose another folder with --output.";
    }
}
