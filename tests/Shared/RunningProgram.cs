using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ImageAnalytics.Testing;

/// <summary>A started program. Killed when it is disposed of before its end.</summary>
internal sealed partial class RunningProgram : IDisposable
{
    private const int Interrupt = 2;

    // For what nothing tells of but the process list: the end of the program is waited for, and between two waits one looks.
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(2);
    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private readonly Task<string> _output;
    private readonly Task _errorRead;
    private bool _errorEnded;

    public RunningProgram(Process process)
    {
        _process = process;
        process.StandardInput.Close();
        _output = process.StandardOutput.ReadToEndAsync();
        _errorRead = Task.Run(ReadErrorAsync);
    }

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>Waits for the end, but not longer than a time.</summary>
    /// <returns>Whether it has ended.</returns>
    public bool EndsWithin(TimeSpan time) => _process.WaitForExit(time < TimeSpan.Zero ? TimeSpan.Zero : time);

    /// <summary>Looks at it again and again until it ends.</summary>
    public void WatchUntilEnd(Action look)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            look();
            Assert.True(Stopwatch.GetElapsedTime(start) < Waiting.Patience, "The run did not end.");
        }
        while (!EndsWithin(s_look));
    }

    /// <summary>The processes that it started and that still run.</summary>
    public IReadOnlyList<int> Children => ChildrenOf(Id);

    /// <summary>Waits for the end.</summary>
    public CliResult Finish()
    {
        Assert.True(_process.WaitForExit(Waiting.Patience), $"The program did not end within {Waiting.Patience.TotalMinutes} minutes. Standard error so far:\n{ErrorSoFar}");
        Assert.True(Task.WaitAll([_output, _errorRead], Waiting.Patience), "The program ended, but something that it started keeps its output open.");
        return new CliResult(_process.ExitCode, _output.Result, ErrorSoFar);
    }

    /// <summary>How many images are done, as it last said.</summary>
    public long ImagesSoFar
        => Progress().Matches(ErrorSoFar) is { Count: > 0 } said ? long.Parse(said[^1].Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : 0;

    /// <summary>Waits until standard error holds a text. Fails the test when the program ends before.</summary>
    public void WaitForError(string text)
    {
        long start = Stopwatch.GetTimestamp();
        lock (_error)
        {
            while (!_error.ToString().Contains(text, StringComparison.Ordinal))
            {
                Assert.False(_errorEnded, $"Waited for standard error to say '{text}', but the program ended. Standard error:\n{_error}");
                bool pulsed = Monitor.Wait(_error, Waiting.Patience);
                Assert.True(pulsed && Stopwatch.GetElapsedTime(start) < Waiting.Patience, $"Waited for standard error to say '{text}' in vain. It says:\n{_error}");
            }
        }
    }

    /// <summary>Waits until it has started a process, its worker. Fails the test when the program ends before.</summary>
    /// <returns>The worker's process id.</returns>
    public int WaitForWorker()
    {
        long start = Stopwatch.GetTimestamp();
        bool ended = false;
        while (true)
        {
            if (Children is [int first, ..])
            {
                return first;
            }

            Assert.False(ended, $"Waited for a worker process, but the program ended. Standard error:\n{ErrorSoFar}");
            Assert.True(Stopwatch.GetElapsedTime(start) < Waiting.Patience, $"Waited for a worker process in vain. Standard error:\n{ErrorSoFar}");
            ended = EndsWithin(s_look);
        }
    }

    /// <summary>Looks until something is so. Fails the test when the program ends before.</summary>
    public void WaitUntil(Func<bool> holds)
    {
        long start = Stopwatch.GetTimestamp();
        while (!holds())
        {
            Assert.False(EndsWithin(s_look), $"Waited in vain: the program ended. Standard error:\n{ErrorSoFar}");
            Assert.True(Stopwatch.GetElapsedTime(start) < Waiting.Patience, $"Waited in vain. Standard error:\n{ErrorSoFar}");
        }
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

    [GeneratedRegex(@"([\d,]+) of [\d,]+ images")]
    private static partial Regex Progress();

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

    private async Task ReadErrorAsync()
    {
        char[] buffer = new char[4096];
        int count;
        while ((count = await _process.StandardError.ReadAsync(buffer)) > 0)
        {
            lock (_error)
            {
                _error.Append(buffer, 0, count);
                Monitor.PulseAll(_error);
            }
        }

        lock (_error)
        {
            _errorEnded = true;
            Monitor.PulseAll(_error);
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
