using System.ComponentModel;

namespace FaultPlugin;

public sealed record FaultOptions
{
    [Description("Pictures, by a part of their path, on which it raises a segmentation fault.")]
    public string[] Crash { get; init; } = [];

    [Description("Pictures on which it never returns.")]
    public string[] Hang { get; init; } = [];

    [Description("Pictures on which it takes memory until it is stopped.")]
    public string[] Eat { get; init; } = [];

    [Description("Pictures on which it throws.")]
    public string[] Throw { get; init; } = [];

    [Description("Pictures on which it ends the process by itself.")]
    public string[] Quit { get; init; } = [];

    [Description("Pictures on which it reports a box that is no number.")]
    public string[] Rubbish { get; init; } = [];

    [Description("Further faults, as PICTURE=FAULT: a part of the picture's path and a name of ProcessFaults, RubbishFaults, LeakFaults, OutputFaults or ThreadFaults.")]
    public string[] Do { get; init; } = [];

    [Description("Throw when the step is opened, as no plugin should.")]
    public bool ThrowAtOpen { get; init; }

    [Description("Let the process abort when it takes itself apart at its end, as libraries do that threads still use then.")]
    public bool AbortAtExit { get; init; }

    [Description("Throw when the step is closed.")]
    public bool ThrowAtDispose { get; init; }

    [Description("Refuse to open, with two problems.")]
    public bool RefuseToOpen { get; init; }
}
