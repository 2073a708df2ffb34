using System.CommandLine;

namespace ImageAnalytics.Cli.Faces;

/// <summary>The commands about galleries of known people: <c>enroll</c>, <c>list</c>, <c>remove</c>, <c>identify</c>.</summary>
public static class FacesCommand
{
    /// <summary>Makes the command with its sub-commands.</summary>
    public static Command Create()
    {
        Command command = new("faces", "Enroll known people, list and remove them, and say who is on a picture.");
        command.Add(FacesEnroll.Create());
        command.Add(FacesList.Create());
        command.Add(FacesRemove.Create());
        command.Add(FacesIdentify.Create());
        return command;
    }
}
