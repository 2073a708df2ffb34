using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using ImageAnalytics.Engine.Pipelines;

namespace ImageAnalytics.Engine.Alerts;

/// <summary>Calls the command of a pipeline's <c>notify</c>.</summary>
public static class Notifier
{
    private const int ShownOutput = 500;

    /// <summary>How long the command may take.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Calls the command with the alerts as JSON on its standard input, in the pipeline file's folder, without a shell.</summary>
    /// <returns>Null when it ended with 0; otherwise what went wrong, in one sentence.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up; the command was ended.</exception>
    public static async Task<string?> NotifyAsync(Pipeline pipeline, AlertsFile alerts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(alerts);
        string shown = ShownText.Of(pipeline.Notify[0]);
        if (NotifyCommand.Find(pipeline) is not { } program)
        {
            return $"The command '{shown}' of 'notify' is gone or cannot be run.";
        }

        ProcessStartInfo start = new(program, pipeline.Notify.Skip(1))
        {
            WorkingDirectory = NotifyCommand.Folder(pipeline),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        try
        {
            using Process process = Process.Start(start)!;
            return await TalkAsync(process, shown, alerts.ToJson(), cancellationToken).ConfigureAwait(false);
        }
        catch (Win32Exception e)
        {
            return $"The command '{shown}' of 'notify' cannot be started: {e.Message}";
        }
    }

    // All of it is read, so that the command is not held up, and what nobody would see is dropped.
    private static async Task<string> BeginningAsync(StreamReader from, CancellationToken cancellationToken)
    {
        StringBuilder beginning = new();
        char[] block = new char[4096];
        for (int read; (read = await from.ReadAsync(block, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            beginning.Append(block, 0, Math.Min(read, Math.Max(0, (2 * ShownOutput) - beginning.Length)));
        }

        return beginning.ToString();
    }

    private static async Task<string?> TalkAsync(Process process, string shown, string json, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            Task<string> output = BeginningAsync(process.StandardOutput, limit.Token), error = BeginningAsync(process.StandardError, limit.Token);
            await WriteAsync(process, json, limit.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            string said = (await error.ConfigureAwait(false) + await output.ConfigureAwait(false)).Trim();
            return process.ExitCode == 0
                ? null
                : $"The command '{shown}' of 'notify' ended with {process.ExitCode}{(said.Length == 0 ? "" : $" and said: {ShownText.Of(said, ShownOutput)}")}.";
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            return $"The command '{shown}' of 'notify' did not end within {Limit.TotalSeconds:0} seconds and was stopped.";
        }
    }

    // A command that ends without reading is none of our business.
    private static async Task WriteAsync(Process process, string json, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync(json.AsMemory(), cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It closed its input; its exit status tells the rest.
        }
    }
}
