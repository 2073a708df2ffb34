using System.CommandLine;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Models;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Faces;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Cli.Faces;

/// <summary><c>faces remove</c>.</summary>
internal static class FacesRemove
{
    public static Command Create()
    {
        Argument<string> name = new("name") { Description = "The gallery.", HelpName = "NAME" };
        Argument<string?> person = new("person") { Description = "The person to remove; the whole gallery when none is given.", HelpName = "PERSON", Arity = ArgumentArity.ZeroOrOne };
        Command command = new("remove", """
            Remove a person with all their photos from a gallery, or a whole gallery. Results of earlier runs stay as they are.

            Examples:
              imageanalytics faces remove staff anna
              imageanalytics faces remove staff
            """);
        command.Add(name);
        command.Add(person);
        command.SetAction((parsed, _) => ModelCommandRunner.RunAsync(parsed, () => Task.FromResult(Run(parsed, parsed.GetRequiredValue(name), parsed.GetValue(person)))));
        return command;
    }

    private static int Run(ParseResult parsed, string name, string? person)
    {
        GalleryStore store = new(SearchFolders.Data);
        if (!store.Has(name))
        {
            throw new PluginException(store.Missing(name));
        }

        string done = "";
        if (person is null)
        {
            store.Remove(name);
            done = $"Gallery '{name}' was removed.";
        }
        else
        {
            store.Change(name, gallery =>
            {
                Gallery without = (gallery ?? throw new PluginException(store.Missing(name))).Without(person, name);
                done = $"'{person}' was removed from the gallery '{name}'; {without.People.Count} people are left.";
                return without;
            });
        }

        parsed.InvocationConfiguration.Output.WriteLine(ConsoleText.Clean(done));
        return ExitCodes.Finished;
    }
}
