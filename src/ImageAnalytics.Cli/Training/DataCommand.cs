using System.CommandLine;

namespace ImageAnalytics.Cli.Training;

/// <summary>The commands about labelled data: <c>check</c>.</summary>
public static class DataCommand
{
    /// <summary>Makes the command with its sub-commands.</summary>
    public static Command Create()
    {
        Command command = new("data", "Look through labelled pictures before anything is trained on them.");
        command.Add(DataCheckCommand.Create());
        return command;
    }
}
