using System.CommandLine;

namespace ImageAnalytics.Cli.Models;

/// <summary>The commands about models: <c>list</c>, <c>show</c>, <c>verify</c>, <c>install</c>.</summary>
public static class ModelsCommand
{
    /// <summary>Makes the command with its sub-commands.</summary>
    public static Command Create()
    {
        Command command = new("models", "List, show, check and install models.");
        command.Add(ModelsList.Create());
        command.Add(ModelsShow.Create());
        command.Add(ModelsVerify.Create());
        command.Add(ModelsInstall.Create());
        return command;
    }
}
