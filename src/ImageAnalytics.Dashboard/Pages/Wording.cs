using ImageAnalytics.Cluster.Configuration;
using ImageAnalytics.Cluster.Monitoring;
using ImageAnalytics.Cluster.Running;
using ImageAnalytics.Reporting;

namespace ImageAnalytics.Dashboard.Pages;

/// <summary>How states are called and coloured.</summary>
internal static class Wording
{
    /// <summary>How far a run is, or how it ended.</summary>
    public static string State(RunState run) => run switch
    {
        { IsStopping: true, End: null } => "stopping",
        { End: null, Phase: RunPhase.Waiting } => "waiting for its turn",
        { End: null, Phase: RunPhase.Listing } => "listing",
        { End: null, Phase: RunPhase.Working } => "looking at images",
        { End: null, Phase: RunPhase.Writing } => "writing results",
        { End: RunEnd.Finished } => "finished",
        { End: RunEnd.Alerted } => "finished, an alert fired",
        { End: RunEnd.Stopped } => "stopped",
        { End: RunEnd.Busy } => "output folder busy",
        { End: RunEnd.Refused } => "refused",
        _ => "failed",
    };

    /// <summary>The class of its colour.</summary>
    public static string Colour(RunState run) => run.End switch
    {
        null => run.Phase == RunPhase.Waiting ? "" : "going",
        RunEnd.Finished => "good",
        RunEnd.Alerted or RunEnd.Busy => "warn",
        RunEnd.Stopped => "",
        _ => "bad",
    };

    /// <summary>The pipeline of a schedule, without its folder.</summary>
    public static string Pipeline(string pipeline) => VisibleText.Of(Path.GetFileName(pipeline));

    /// <summary>A moment on the clock of a schedule; a dash where there is none.</summary>
    public static string Time(Schedule? schedule, DateTimeOffset? moment) => moment is not { } at ? "–" : schedule?.Time.Show(at) ?? Format.Moment(at.ToLocalTime());

    /// <summary>How long it took, or takes so far.</summary>
    public static string Duration(RunState run, DateTimeOffset now) => Format.Duration(((run.Ended ?? now) - run.Started) is var time && time > TimeSpan.Zero ? time : TimeSpan.Zero);

    /// <summary>What a run said at its end: of one that finished, its figures in words, without the path that is of no use in a browser.</summary>
    public static string EndText(RunState run)
    {
        if (run.End is not (RunEnd.Finished or RunEnd.Alerted))
        {
            return run.EndText;
        }

        IEnumerable<string[]> pairs = run.EndText.Split(' ').Select(p => p.Split('=', 2)).TakeWhile(p => p is [not "output", _]);
        return string.Join(" · ", pairs.Where(p => p[0] != "seconds").Select(p => $"{p[1]} {p[0]}"));
    }
}
