using System.Diagnostics;
using System.Globalization;

namespace ImageAnalytics.Fuzz.Running;

/// <summary>Runs a turn as a child, so that nothing that an input does ends the session.</summary>
internal static class TurnProcess
{
    private const long MostResidentBytes = 3L << 30;
    private const string HeapLimit = "0x50000000";
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200), s_grace = TimeSpan.FromSeconds(90);

    /// <summary>Runs it to its end and adds what it did to the totals of its target.</summary>
    /// <returns>Whether the turn could be run at all: the assemblies are instrumented.</returns>
    public static bool Run(FuzzTarget target, string state, long executions, TimeSpan time, int seed)
    {
        TargetFolder folder = new(state, target.Name);
        Totals before = Totals.Read(folder.Totals);
        using Pulse pulse = new(folder.Pulse, target.MaxBytes);
        (pulse.Executions, pulse.State) = (0, PulseState.Between);
        long start = Stopwatch.GetTimestamp();
        using Process process = Start(target, state, executions, time, seed);
        (long resident, bool tooLarge) = Wait(process, start, time);
        Totals after = before with
        {
            Executions = before.Executions + pulse.Executions,
            Seconds = before.Seconds + Stopwatch.GetElapsedTime(start).TotalSeconds,
            MostResidentBytes = Math.Max(before.MostResidentBytes, resident),
            Branches = Math.Max(before.Branches, process.ExitCode == 0 ? Branches(folder) : 0),
        };
        if (process.ExitCode != 0 && pulse.State != PulseState.Between)
        {
            bool hangs = pulse.State == PulseState.Hanging;
            folder.Add(new Finding(hangs ? "hang" : tooLarge ? "resident" : "died", "", $"The process ended with {process.ExitCode} after {pulse.Executions} inputs."), pulse.Input);
            after = after with { Hangs = after.Hangs + (hangs ? 1 : 0), Deaths = after.Deaths + (hangs ? 0 : 1) };
        }

        after.Write(folder.Totals);
        return process.ExitCode != ExitCodes.NotInstrumented;
    }

    private static Process Start(FuzzTarget target, string state, long executions, TimeSpan time, int seed)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { UseShellExecute = false };
        foreach (string argument in (string[])
            ["turn", target.Name, "--state", state, "--executions", Text(executions), "--seconds", Text((long)time.TotalSeconds), "--seed", Text(seed)])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return Process.Start(start)!;
    }

    private static (long Resident, bool TooLarge) Wait(Process process, long start, TimeSpan time)
    {
        long most = 0;
        bool tooLarge = false;
        while (!process.WaitForExit(s_look))
        {
            process.Refresh();
            most = Math.Max(most, Resident(process));
            tooLarge |= most > MostResidentBytes;
            if (tooLarge || Stopwatch.GetElapsedTime(start) > time + s_grace)
            {
                process.Kill();
            }
        }

        return (most, tooLarge);
    }

    private static long Resident(Process process)
    {
        try
        {
            return process.WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0; // It has just ended.
        }
    }

    private static int Branches(TargetFolder folder)
    {
        string file = Path.Combine(folder.Path, "branches");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : 0;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
