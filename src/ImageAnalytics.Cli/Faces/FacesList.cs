using System.CommandLine;
using System.Globalization;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Models;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Faces;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Cli.Faces;

/// <summary><c>faces list</c>.</summary>
internal static class FacesList
{
    public static Command Create()
    {
        Argument<string?> name = new("name") { Description = "The gallery whose people are listed; all galleries when none is given.", HelpName = "NAME", Arity = ArgumentArity.ZeroOrOne };
        Command command = new("list", """
            List galleries, or the people of one.

            Examples:
              imageanalytics faces list
              imageanalytics faces list staff
            """);
        command.Add(name);
        command.SetAction((parsed, _) => ModelCommandRunner.RunAsync(parsed, () => Task.FromResult(Run(parsed, parsed.GetValue(name)))));
        return command;
    }

    private static int Run(ParseResult parsed, string? name)
    {
        GalleryStore store = new(SearchFolders.Data);
        return name is null ? Galleries(parsed, store) : People(parsed, store.Load(name));
    }

    private static int Galleries(ParseResult parsed, GalleryStore store)
    {
        TextTable table = new("GALLERY", "PEOPLE", "PHOTOS", "DETECTOR", "EMBEDDING");
        bool allRead = true;
        foreach (string name in store.Names)
        {
            try
            {
                Gallery gallery = store.Load(name);
                table.Add(name, Count(gallery.People.Count), Count(gallery.Faces.Count), ConsoleText.Clean(gallery.Detector), ConsoleText.Clean(gallery.Model.Name));
            }
            catch (PluginException e)
            {
                parsed.InvocationConfiguration.Error.WriteLine(ConsoleText.Clean(e.Message));
                allRead = false;
            }
        }

        if (store.Names.Count == 0)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"There is no gallery in '{store.Folder}'. To make one, run: faces enroll NAME --from FOLDER --detector MODEL --embedding MODEL");
        }

        table.WriteTo(parsed.InvocationConfiguration.Output);
        return allRead ? ExitCodes.Finished : ExitCodes.Refused;
    }

    private static int People(ParseResult parsed, Gallery gallery)
    {
        TextTable table = new("PERSON", "PHOTOS", "FROM");
        foreach (IGrouping<string, EnrolledFace> person in gallery.Faces.GroupBy(f => f.Person, StringComparer.Ordinal))
        {
            table.Add(ConsoleText.Clean(person.Key), Count(person.Count()), ConsoleText.Clean(string.Join(", ", person.Select(f => f.Photo).Order(StringComparer.Ordinal))));
        }

        table.WriteTo(parsed.InvocationConfiguration.Output);
        return ExitCodes.Finished;
    }

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);
}
