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

    [Description("Refuse to open, with two problems.")]
    public bool RefuseToOpen { get; init; }
}
