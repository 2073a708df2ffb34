using System.CommandLine;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Engine.Models;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Library;

namespace ImageAnalytics.Cli.Models;

/// <summary><c>models list</c>.</summary>
internal static class ModelsList
{
    public static Command Create()
    {
        Command command = new("list", """
            List installed models and those that the catalog can install.

            Examples:
              imageanalytics models list
              imageanalytics models list --models ./models
            """);
        command.SetAction((parsed, _) => ModelCommandRunner.RunAsync(parsed, () => Task.FromResult(Run(parsed, parsed.GetValue(GlobalOptions.Models) ?? []))));
        return command;
    }

    private static int Run(ParseResult parsed, string[] folders)
    {
        TextWriter output = parsed.InvocationConfiguration.Output, error = parsed.InvocationConfiguration.Error;
        TextTable table = new("NAME", "TASK", "ENGINE", "DECODER", "LICENCE", "STATE", "SUMMARY");
        IReadOnlyList<LibraryEntry> entries = ModelLibrary.Default(folders).List();
        foreach (LibraryEntry entry in entries)
        {
            if (entry.Model is { } model)
            {
                table.Add(model.Name, model.Task, Engine(model.Card), model.DecoderName, Licence(model.Licence), model.Problems.Count == 0 ? "installed" : "refused", model.Card.Summary);
            }
            else
            {
                table.Add(entry.Name, "", "", "", "", "bad card", "");
            }
        }

        foreach (ModelCard card in ModelCatalog.Load(ModelFolders.Catalog).Cards.Where(c => !entries.Any(e => e.Name == c.Name)))
        {
            table.Add(card.Name, card.Task, Engine(card), card.Output.Decoder, Licence(card.Licence), "in the catalog", card.Summary);
        }

        table.WriteTo(output);
        foreach (string problem in entries.SelectMany(e => e.Model?.Problems ?? e.Problems))
        {
            error.WriteLine(problem);
        }

        return ExitCodes.Finished;
    }

    internal static string Licence(string licence) => LicenceTerms.ForbidsCommercialUse(licence) ? $"{licence} [NON-COMMERCIAL]" : licence;

    internal static string Engine(ModelCard card) => card.Engine == ModelEngine.Onnx ? "onnx" : $"opencv-dnn ({card.Format.ToString().ToLowerInvariant()})";
}
