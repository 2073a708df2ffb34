using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Library;

namespace ImageAnalytics.Cli.Models;

/// <summary><c>models show</c>.</summary>
internal static class ModelsShow
{
    public static Command Create()
    {
        Argument<string> name = new("name") { Description = "The model's name.", HelpName = "NAME" };
        Command command = new("show", """
            Show what a model's card says: task, licence, files, input, output, labels, accuracy.

            Example:
              imageanalytics models show fastestdet
            """);
        command.Add(name);
        command.SetAction((parsed, _) => ModelCommandRunner.RunAsync(parsed, () => Task.FromResult(Run(parsed, parsed.GetRequiredValue(name), parsed.GetValue(GlobalOptions.Models) ?? []))));
        return command;
    }

    private static int Run(ParseResult parsed, string name, string[] folders)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        (ModelCard card, InstalledModel? model) = Find(name, folders);
        TextTable table = new("WHAT", "VALUE");
        table.Add("name", card.Name);
        table.Add("version", card.Version);
        table.Add("summary", card.Summary);
        table.Add("task", card.Task);
        table.Add("licence", ModelsList.Licence(card.Licence));
        table.Add("source", card.Source);
        table.Add("engine", ModelsList.Engine(card));
        table.Add("input", InputText(card.Input));
        table.Add("output", $"{card.Output.Decoder}; {ThresholdText(card.Output.Thresholds)}");
        table.Add("labels", card.Labels.File is { } file ? $"in {file}" : string.Join(", ", card.Labels.Inline));
        foreach (AccuracyClaim claim in card.Accuracy)
        {
            table.Add("accuracy", string.Create(CultureInfo.InvariantCulture, $"{claim.Metric} {claim.Value} on {claim.Data} ({claim.By})"));
        }

        foreach (ModelFile one in card.Files)
        {
            table.Add("file", $"{one.Name}, {one.Role.ToString().ToLowerInvariant()}, {one.Bytes} bytes, sha256 {one.Sha256}");
        }

        if (card.Notes.Length > 0)
        {
            table.Add("notes", card.Notes);
        }

        IReadOnlyList<string> problems = model?.Problems ?? [];
        table.Add("state", model is null ? $"not installed; run: models install {card.Name}" : problems.Count == 0 ? $"installed in {model.Folder}" : "refused");
        if (model is not null)
        {
            table.Add("content hash", model.ContentHash);
        }

        table.WriteTo(output);
        foreach (string problem in problems)
        {
            parsed.InvocationConfiguration.Error.WriteLine(problem);
        }

        return problems.Count == 0 ? ExitCodes.Finished : ExitCodes.Refused;
    }

    private static (ModelCard Card, InstalledModel? Model) Find(string name, string[] folders)
    {
        ModelLibrary library = ModelLibrary.Default(folders);
        if (library.Entry(name) is null && ModelCatalog.Load(ModelFolders.Catalog).Cards.FirstOrDefault(c => c.Name == name) is { } card)
        {
            return (card, null);
        }

        InstalledModel model = library.Find(name);
        return (model.Card, model);
    }

    private static string InputText(InputSpec input)
    {
        string size = input.Preparation.Width > 0 ? $"{input.Preparation.Width}x{input.Preparation.Height}" : $"shorter side {input.Preparation.ShorterSide}";
        string scaling = string.Create(
            CultureInfo.InvariantCulture,
            $"scale {input.Scaling.Scale:0.######}, mean [{Numbers(input.Scaling.Mean)}], std [{Numbers(input.Scaling.Std)}]");
        return $"{size}, {Word(input.Preparation.Mode)}, {Word(input.Channels)}, {Word(input.Layout)}, {Word(input.Number)}, {(input.DynamicBatch ? "dynamic batch" : "one at a time")}, {scaling}";
    }

    private static string Word(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static string Numbers(IEnumerable<double> numbers) => string.Join(", ", numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));

    private static string ThresholdText(Thresholds thresholds) => string.Create(
        CultureInfo.InvariantCulture,
        $"minConfidence {thresholds.MinConfidence}, nmsThreshold {thresholds.NmsThreshold}, maxDetections {thresholds.MaxDetections}, top {thresholds.Top}");
}
