using System.CommandLine;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Models;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Faces;
using ImageAnalytics.Imaging;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Faces;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Cli.Faces;

/// <summary><c>faces enroll</c>.</summary>
internal static class FacesEnroll
{
    public static Command Create()
    {
        Argument<string> name = new("name") { Description = $"The gallery's name: {GalleryStore.NameRule}.", HelpName = "NAME" };
        Option<string> from = new("--from")
        {
            Description = "A folder with a sub-folder of photos for each person, or with a photo named after each. One face on a photo.",
            HelpName = "FOLDER",
            Required = true,
        };
        Option<string?> detector = new("--detector") { Description = "The model that finds faces, with five points. Default: that of the gallery, when it is there.", HelpName = "MODEL" };
        Option<string?> embedding = new("--embedding") { Description = "The model that describes faces. Default: that of the gallery, when it is there.", HelpName = "MODEL" };
        Command command = new("enroll", """
            Make a gallery of known people, or add to one, and say for every photo what came of it. A pipeline then finds these people
            with the option 'gallery: NAME' of a step with the plugin face.

            Examples:
              imageanalytics faces enroll staff --from photos/staff --detector yunet-n --embedding mobileface-v2
              imageanalytics faces enroll staff --from photos/new-colleagues
            """);
        command.Add(name);
        command.Add(from);
        command.Add(detector);
        command.Add(embedding);
        command.SetAction((parsed, cancellation) => ModelCommandRunner.RunAsync(parsed, () => Task.FromResult(Run(
            parsed, parsed.GetRequiredValue(name), parsed.GetRequiredValue(from), parsed.GetValue(detector), parsed.GetValue(embedding), cancellation))));
        return command;
    }

    private static int Run(ParseResult parsed, string name, string from, string? detector, string? embedding, CancellationToken cancellation)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        GalleryStore store = new(SearchFolders.Data);
        _ = store.PathOf(name); // A name that is refused is told before anything is read.
        IReadOnlyList<PersonPhoto> photos = PeopleFolder.List(from, ImageFormats.Extensions);
        ModelLibrary library = ModelLibrary.Default(parsed.GetValue(GlobalOptions.Models) ?? []);
        Gallery? before = store.Has(name) ? store.Load(name) : null;
        (detector, embedding) = (detector ?? before?.Detector, embedding ?? before?.Model.Name);
        if (detector is null || embedding is null)
        {
            string[] problems =
            [
                .. detector is null ? [NotNamed("detector", ModelTasks.FaceDetection, name, library)] : (string[])[],
                .. embedding is null ? [NotNamed("embedding", ModelTasks.FaceEmbedding, name, library)] : (string[])[],
            ];
            throw new PluginException(problems);
        }

        using FaceModels models = FaceModels.Open(library, detector, embedding);
        Gallery? made = null;
        int enrolled = 0;
        store.Change(name, existing =>
        {
            existing?.CheckModel(models.Embedding, name);
            Enrolment enrolment = new(models.Embedding, models.Detector, existing);
            foreach (PersonPhoto photo in photos)
            {
                cancellation.ThrowIfCancellationRequested();
                PhotoReading read = models.Read(photo.Path, cancellation);
                PhotoOutcome outcome = enrolment.Add(photo, new PhotoFaces(read.Sha256, read.Problem, [.. read.Faces.Select(f => f.Embedding)]));
                output.WriteLine(ConsoleText.Clean(outcome.Message));
                enrolled += outcome.Enrolled ? 1 : 0;
            }

            return made = enrolment.Finish(name);
        });
        output.WriteLine($"Gallery '{name}': {enrolled} of {photos.Count} photos enrolled; it knows {made!.People.Count} people by {made.Faces.Count} photos. {store.PathOf(name)}");
        return ExitCodes.Finished;
    }

    private static string NotNamed(string option, string task, string name, ModelLibrary library)
    {
        string[] fitting = [.. library.List().Where(e => e.Model?.Task == task).Select(e => e.Name)];
        string installed = fitting.Length == 0 ? "None is installed; 'models list' shows those that can be." : $"Installed: {string.Join(", ", fitting)}.";
        return $"There is no gallery '{name}' yet, so its models must be named. Add --{option} MODEL, with the task {task}. {installed}";
    }
}
