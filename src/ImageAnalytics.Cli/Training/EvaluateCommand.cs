using System.CommandLine;
using System.CommandLine.Parsing;
using ImageAnalytics.Cli.Composition;
using ImageAnalytics.Cli.Models;
using ImageAnalytics.Cli.Terminal;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Faces;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Evaluation;
using ImageAnalytics.Training.Evaluation.Output;
using ImageAnalytics.Training.Recipes;

namespace ImageAnalytics.Cli.Training;

/// <summary><c>evaluate</c>: how good an installed model is on labelled data.</summary>
internal static class EvaluateCommand
{
    private const string NoDetector = "none";
    private const double DefaultMinConfidence = 0.001;
    private const int DefaultEnrolled = 3;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<string> model = new("--model") { Description = "The model to judge: any that is installed, 'models list' shows them.", HelpName = "NAME", Required = true };
        Option<string?> recipe = new("--recipe") { Description = "Judge on the pictures that this recipe keeps apart from training, in place of --data and --format; --data replaces its path.", HelpName = "FILE" };
        Option<string?> data = new("--data") { Description = "The labelled data: a folder, a zip file, or the file that the format has.", HelpName = "PATH" };
        Option<string?> format = new("--format")
        {
            Description = "How the data are kept. idx: MNIST's files. folder: a folder for each class or person. voc: Pascal VOC. coco: COCO's JSON. yolo: a text file for each picture. labelmap: a picture of instance numbers for each picture. pairs: a list of pairs of faces.",
        };
        format.AcceptOnlyFromAmong([.. DatasetReader.FormatNames]);
        Option<string?> split = new("--split") { Description = "Only the pictures of this split, such as val. Default: all.", HelpName = "NAME" };
        Option<string?> classes = new("--classes") { Description = "A text file with the data's class names, one a line: by number for idx and for yolo without names, else those that count, and 'old => new' gives another name. Default: those that the data say.", HelpName = "FILE" };
        Option<string?> images = new("--images") { Description = "The pictures, where they are not beside the labels (coco, pairs): a folder or a zip file.", HelpName = "PATH" };
        Option<string?> labels = new("--labels") { Description = "The folder inside the data that holds the labels (yolo, labelmap). Default: the usual names.", HelpName = "NAME" };
        Option<string?> detector = new("--detector")
        {
            Description = "For models that describe faces: the model that finds them, or 'none' where each picture is one aligned face. Default: the one on the model's card, else the first installed one with five points.",
            HelpName = "NAME",
        };
        Option<double> minConfidence = new("--min-confidence")
        {
            CustomParser = NumberOption.Parse,
            Description = "Detectors: the least confidence that counts for the average precision. Figures at one working point take the card's.",
            HelpName = "0..1",
            DefaultValueFactory = _ => DefaultMinConfidence,
        };
        model.Validators.Add(PathOption.RequireText);
        foreach (Option<string?> optional in (Option<string?>[])[recipe, data, classes, images, labels, detector, split])
        {
            optional.Validators.Add(PathOption.RequireText);
        }

        minConfidence.Validators.Add(r => Require(r, r.GetValueOrDefault<double>() is >= 0 and <= 1, "--min-confidence must be from 0 to 1."));
        Option<int> enrolled = new("--enrolled") { Description = "Faces in folders: how many pictures of each person are known; the others are asked for.", HelpName = "N", DefaultValueFactory = _ => DefaultEnrolled };
        enrolled.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() >= 1, "--enrolled must be at least 1."));
        Option<string?> output = new("--output") { Description = "The folder to write the page to. Default: output/evaluations/MODEL-DATA.", HelpName = "FOLDER" };
        output.Validators.Add(PathOption.RequireText);
        Option<bool> json = new("--json") { Description = "Write one JSON object with all figures to standard output, in place of the table." };
        Command command = new("evaluate", """
            Say how good an installed model is on labelled data: accuracy and calibration of classifiers, COCO's average precision of detectors, with masks
            or without, how well faces are told apart. The model runs as in a pipeline. A page shows the figures, the mistakes and the worst pictures.

            Examples:
              imageanalytics evaluate --model squeezenet --data photos --format folder
              imageanalytics evaluate --model digits-mnist --recipe recipes/digits-mnist.yaml
              imageanalytics evaluate --model nanodet-m --data coco/annotations/instances_val.json --format coco --json
              imageanalytics evaluate --model mobileface-v2 --data lfw/pairs.txt --format pairs --detector yunet-n
            """)
        {
            model, recipe, data, format, split, classes, images, labels, detector, minConfidence, enrolled, output, json,
        };
        command.Validators.Add(r => RequireData(r, recipe, [data, format], [format, split, classes, images, labels]));
        command.SetAction((parsed, cancellation) => ModelCommandRunner.RunAsync(parsed, () => RunAsync(
            parsed,
            () => ReadRequest(parsed, parsed.GetRequiredValue(model), parsed.GetValue(detector), new EvaluatedData
            {
                Recipe = parsed.GetValue(recipe), Path = parsed.GetValue(data), Format = parsed.GetValue(format), Split = parsed.GetValue(split),
                Options = new() { ClassesFile = parsed.GetValue(classes), ImagesPath = parsed.GetValue(images), LabelsFolder = parsed.GetValue(labels) },
            }) with { MinConfidence = parsed.GetValue(minConfidence), Enrolled = parsed.GetValue(enrolled) },
            parsed.GetValue(output),
            parsed.GetValue(json),
            cancellation), goesOn: false));
        return command;
    }

    private static void Require(OptionResult result, bool condition, string message)
    {
        if (!condition)
        {
            result.AddError(message);
        }
    }

    private static void RequireData(CommandResult result, Option<string?> recipe, Option<string?>[] without, Option<string?>[] said)
    {
        bool named = result.GetResult(recipe) is not null;
        foreach (Option<string?> missing in without.Where(o => !named && result.GetResult(o) is null))
        {
            result.AddError($"Option '{missing.Name}' is required, or '{recipe.Name}'.");
        }

        foreach (Option<string?> twice in said.Where(o => named && result.GetResult(o) is not null))
        {
            result.AddError($"'{twice.Name}' is what the recipe says; leave it away, or '{recipe.Name}'.");
        }
    }

    private static EvaluationRequest ReadRequest(ParseResult parsed, string model, string? detector, EvaluatedData data)
    {
        // The model first: naming a wrong one must not cost the time to read the data.
        ModelLibrary library = ModelLibrary.Default(parsed.GetValue(GlobalOptions.Models) ?? []);
        InstalledModel judged = library.Find(model);
        judged.CheckFiles();
        if (judged.Task == ModelTasks.StyleTransfer)
        {
            throw new EvaluationException($"The model '{model}' cannot be evaluated: a model for {judged.Task} makes pictures, and no data say which picture would be right. Look at what a pipeline makes with it.");
        }

        InstalledModel? finder = judged.Task == ModelTasks.FaceEmbedding ? DetectorOf(library, detector ?? InstalledDetector(library, judged), parsed.InvocationConfiguration.Error) : null;
        (Dataset read, string? split) = data.Read();
        foreach (string problem in read.CountedProblems)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"note: {ConsoleText.Line(problem)}");
        }

        return new EvaluationRequest { Model = judged, Data = read, Detector = finder, Split = split };
    }

    // What the model's card suggests, where it is to be had.
    private static string? InstalledDetector(ModelLibrary library, InstalledModel embedding)
        => ((EmbeddingParameters)embedding.Card.Output.Parameters).Detector is { } name && (name == NoDetector || library.Entry(name)?.Model is not null) ? name : null;

    private static InstalledModel? DetectorOf(ModelLibrary library, string? name, TextWriter error)
    {
        if (name is not null)
        {
            return name == NoDetector ? null : library.Find(name) is { Task: ModelTasks.FaceDetection } named ? named
                : throw new EvaluationException($"The model '{name}' cannot be used as --detector: its task is {library.Find(name).Task}; expected {ModelTasks.FaceDetection}.");
        }

        InstalledModel first = library.List().Select(e => e.Model).OfType<InstalledModel>().FirstOrDefault(m => m.Task == ModelTasks.FaceDetection && FaceReader.HasPoints(m))
            ?? throw new EvaluationException("No model that finds faces with five points is installed. Install one (models install yunet-n), or say --detector none where each picture is one aligned face.");
        error.WriteLine($"note: faces are found by '{first.Name}'; --detector names another, or 'none'.");
        return first;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Func<EvaluationRequest> read, string? folder, bool json, CancellationToken cancellation)
    {
        (TextWriter output, TextWriter error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        try
        {
            EvaluationRequest request = read(); // Ctrl-C ends it at once.
            using StopSignals stop = new(cancellation);
            EvaluationResult result = Evaluator.Evaluate(request, new EvaluationLine(error, TimeProvider.System), stop.Token);
            foreach (string note in result.Notes.Except(request.Data.CountedProblems))
            {
                await error.WriteLineAsync($"note: {ConsoleText.Line(note)}").ConfigureAwait(false);
            }

            foreach (var broken in result.Broken.GroupBy(b => b.IsModels))
            {
                string what = broken.Key ? $"the model fails on {broken.Count()} sound pictures, and the figures are without them" : $"{broken.Count()} pictures cannot be used and are in no figure";
                await error.WriteLineAsync($"note: {what}, such as '{ConsoleText.Line(broken.First().Name)}': {ConsoleText.Line(broken.First().Message)}").ConfigureAwait(false);
            }

            if (json)
            {
                await output.WriteLineAsync(EvaluationJson.Write(result)).ConfigureAwait(false);
            }
            else
            {
                EvaluationText.Write(output, result);
            }

            string page = await EvaluationPage.WriteAsync(result, folder ?? DefaultFolder(result), stop.Token).ConfigureAwait(false);
            await (json ? error : output).WriteLineAsync($"{(json ? "" : Environment.NewLine)}page: {page}").ConfigureAwait(false);
            return ExitCodes.Finished;
        }
        catch (DatasetException e)
        {
            ConsoleText.Problems(e.Problems);
            return ExitCodes.Refused;
        }
        catch (RecipeException e)
        {
            ConsoleText.Problems(e.Problems);
            return ExitCodes.Refused;
        }
        catch (EvaluationException e)
        {
            ConsoleText.Problems([e.Message]);
            return ExitCodes.Refused;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ConsoleText.Problems([e.Message]);
            return ExitCodes.CouldNotFinish;
        }
    }

    // Names of data come from folders of any name; what is left of them is a plain folder's.
    private static string DefaultFolder(EvaluationResult result)
    {
        string source = Path.TrimEndingDirectorySeparator(Path.GetFullPath(result.Data.Source)), data = Directory.Exists(source) ? Path.GetFileName(source) : Path.GetFileNameWithoutExtension(source);
        string plain = new([.. $"{data}{(result.Split is { } split ? $"-{split}" : "")}".Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')]);
        return Path.Combine("output", "evaluations", $"{result.Model}-{plain}");
    }
}
