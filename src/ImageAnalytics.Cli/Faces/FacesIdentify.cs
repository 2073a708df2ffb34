using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Models;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Faces;
using ImageAnalytics.Inference.Faces;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Cli.Faces;

/// <summary><c>faces identify</c>.</summary>
internal static class FacesIdentify
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        Argument<string[]> pictures = new("picture") { Description = "Picture files.", HelpName = "PICTURE", Arity = ArgumentArity.OneOrMore };
        Option<string> gallery = new("--gallery") { Description = "The gallery of known people.", HelpName = "NAME", Required = true };
        Option<string?> detector = new("--detector") { Description = "The model that finds faces. Default: the one that the gallery was made with.", HelpName = "MODEL" };
        Option<double?> tolerance = new("--tolerance") { Description = "Largest distance at which a face belongs to a known person. Default: what the embedding model's card says.", HelpName = "DISTANCE", CustomParser = NumberOption.ParseOptional };
        Option<bool> json = new("--json") { Description = "Write JSON in place of a table." };
        Command command = new("identify", """
            Say who is on pictures: for each face the person, the distance to the nearest known face, and the box in pixels.

            Examples:
              imageanalytics faces identify --gallery staff party.jpg
              imageanalytics faces identify --gallery staff --json --tolerance 0.5 *.jpg
            """);
        command.Add(pictures);
        command.Add(gallery);
        command.Add(detector);
        command.Add(tolerance);
        command.Add(json);
        command.SetAction((parsed, cancellation) => ModelCommandRunner.RunAsync(parsed, () => Task.FromResult(Run(
            parsed, parsed.GetRequiredValue(pictures), parsed.GetRequiredValue(gallery), parsed.GetValue(detector), parsed.GetValue(tolerance), parsed.GetValue(json), cancellation))));
        return command;
    }

    private static int Run(ParseResult parsed, string[] pictures, string name, string? detector, double? tolerance, bool asJson, CancellationToken cancellation)
    {
        if (tolerance is { } given && !(given >= 0 && double.IsFinite(given)))
        {
            throw new PluginException(string.Create(CultureInfo.InvariantCulture, $"--tolerance is {given}; expected a distance of 0 or more."));
        }

        Gallery gallery = new GalleryStore(SearchFolders.Data).Load(name);
        using FaceModels models = FaceModels.Open(ModelLibrary.Default(parsed.GetValue(GlobalOptions.Models) ?? []), detector ?? gallery.Detector, gallery.Model.Name);
        gallery.CheckModel(models.Embedding, name);
        List<IdentifiedPicture> found = [];
        foreach (string picture in pictures)
        {
            cancellation.ThrowIfCancellationRequested();
            PhotoReading read = models.Read(picture, cancellation);
            found.Add(new IdentifiedPicture(picture, read.Problem, [.. read.Faces.Select(f => IdentifiedFace.Of(f, gallery, tolerance ?? models.Tolerance))]));
        }

        if (asJson)
        {
            parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(found, s_json));
        }
        else
        {
            Write(found, parsed.InvocationConfiguration.Output);
        }

        foreach (IdentifiedPicture bad in found.Where(p => p.Problem is not null))
        {
            parsed.InvocationConfiguration.Error.WriteLine(ConsoleText.Clean($"'{bad.Picture}' was not looked at: {bad.Problem}"));
        }

        return found.Exists(p => p.Problem is not null) ? ExitCodes.CouldNotFinish : ExitCodes.Finished;
    }

    private static void Write(List<IdentifiedPicture> pictures, TextWriter output)
    {
        TextTable table = new("PICTURE", "PERSON", "DISTANCE", "CONFIDENCE", "BOX");
        foreach (IdentifiedPicture picture in pictures)
        {
            foreach (IdentifiedFace face in picture.Faces)
            {
                table.Add(
                    ConsoleText.Clean(picture.Picture),
                    face.Person.Length > 0 ? ConsoleText.Clean(face.Person) : "unknown",
                    face.Distance?.ToString("F4", CultureInfo.InvariantCulture) ?? "",
                    face.Confidence.ToString("F4", CultureInfo.InvariantCulture),
                    string.Create(CultureInfo.InvariantCulture, $"{face.X:F1},{face.Y:F1} {face.Width:F1}x{face.Height:F1}"));
            }

            if (picture.Problem is null && picture.Faces.Count == 0)
            {
                table.Add(ConsoleText.Clean(picture.Picture), "no face", "", "", "");
            }
        }

        table.WriteTo(output);
    }
}
