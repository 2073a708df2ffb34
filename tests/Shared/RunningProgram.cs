using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ImageAnalytics.Testing;

/// <summary>A started program. Killed when it is disposed of before its end.</summary>
internal sealed class RunningProgram : IDisposable
{
    private const int Interrupt = 2;
    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private readonly Task<string> _output;
    private readonly Task _errorRead;

    public RunningProgram(Process process)
    {
        _process = process;
        process.StandardInput.Close();
        _output = process.StandardOutput.ReadToEndAsync();
        _errorRead = Task.Run(ReadErrorAsync);
    }

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>The processes that it started and that still run.</summary>
    public IReadOnlyList<int> Children => ChildrenOf(Id);

    /// <summary>Waits for the end.</summary>
    public CliResult Finish()
    {
        Assert.True(_process.WaitForExit(Waiting.Patience), $"The program did not end within {Waiting.Patience.TotalMinutes} minutes. Standard error so far:\n{ErrorSoFar}");
        Assert.True(Task.WaitAll([_output, _errorRead], Waiting.Patience), "The program ended, but something that it started keeps its output open.");
        return new CliResult(_process.ExitCode, _output.Result, ErrorSoFar);
    }

    /// <summary>Waits until standard error holds a text. Fails the test when the program ends before.</summary>
    public void WaitForError(string text)
        => Until(() => ErrorSoFar.Contains(text, StringComparison.Ordinal), $"standard error to say '{text}'");

    /// <summary>Waits until it has started a process, its worker. Fails the test when the program ends before.</summary>
    /// <returns>The worker's process id.</returns>
    public int WaitForWorker()
    {
        int worker = 0;
        Until(() => (worker = Children is [int first, ..] ? first : 0) != 0, "a worker process");
        return worker;
    }

    /// <summary>Ends it at once, as kill -9 does.</summary>
    public void Kill() => Signals.Kill(Id);

    /// <summary>What Ctrl-C sends.</summary>
    public void PressCtrlC() => Signals.Send(Id, Interrupt);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private string ErrorSoFar
    {
        get
        {
            lock (_error)
            {
                return _error.ToString();
            }
        }
    }

    private void Until(Func<bool> met, string what) => Waiting.Until(
        () =>
        {
            bool ended = _process.HasExited;
            bool isMet = met();
            Assert.False(ended && !isMet, $"Waited for {what}, but the program ended. Standard error:\n{ErrorSoFar}");
            return isMet;
        },
        () => $"Waited for {what} in vain. Standard error:\n{ErrorSoFar}");

    private async Task ReadErrorAsync()
    {
        char[] buffer = new char[4096];
        int count;
        while ((count = await _process.StandardError.ReadAsync(buffer)) > 0)
        {
            lock (_error)
            {
                _error.Append(buffer, 0, count);
            }
        }
    }

    private static List<int> ChildrenOf(int process)
    {
        List<int> children = [];
        try
        {
            foreach (string thread in Directory.EnumerateDirectories($"/proc/{process}/task"))
            {
                children.AddRange(File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(id => int.Parse(id, CultureInfo.InvariantCulture)));
            }
        }
        catch (IOException)
        {
            // A thread, or all of it, is gone.
        }

        return children;
    }
}
