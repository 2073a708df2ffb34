using System.Text;
using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Yaml;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Cards;

/// <summary>Reads model.yaml strictly and names everything that is wrong with it at once.</summary>
internal static partial class ModelCardReader
{
    private const int LargestBytes = 1 << 20;
    private static readonly FileRole[] s_networkRoles = [FileRole.Model, FileRole.Rpn, FileRole.Box, FileRole.Mask];
    private const double LargestDistance = 1e6;

    /// <summary>Reads a card and the bytes it was made of.</summary>
    /// <exception cref="PluginException">It cannot be read or is wrong.</exception>
    public static (ModelCard Card, byte[] Bytes) Load(string path)
    {
        byte[] bytes;
        try
        {
            using FileStream file = File.OpenRead(path);
            if (file.Length > LargestBytes)
            {
                throw new PluginException($"Cannot read the model card '{path}': it has {file.Length} bytes; expected at most {LargestBytes}.");
            }

            bytes = new byte[file.Length];
            file.ReadExactly(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginException($"Cannot read the model card '{path}': {e.Message}", e);
        }

        try
        {
            string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            return (Parse(text.TrimStart('\uFEFF'), path), bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new PluginException($"Cannot read the model card '{path}': it is not UTF-8 text.", e);
        }
    }

    /// <summary>Reads a card from a text.</summary>
    /// <exception cref="PluginException">It is wrong.</exception>
    public static ModelCard Parse(string yaml, string file)
    {
        YamlProblems problems = new(file);
        ModelCard? card = YamlTree.Read(yaml, problems) is { } root ? ReadCard(new YamlMap(root, "model.yaml", problems)) : null;
        return card is not null && problems.None ? card : throw new PluginException(problems.Messages);
    }

    private static ModelCard? ReadCard(YamlMap map)
    {
        if (!map.IsMap)
        {
            return null;
        }

        long revision = map.Whole("card", 1, 1_000_000);
        if (revision > ModelCard.Revision)
        {
            map.Problems.Add(map.Place("card"), $"This card has the format {revision}, but this program reads formats up to {ModelCard.Revision}. Install a newer version.");
            return null;
        }

        string name = map.Text("name");
        if (name.Length > 0 && !ModelName.IsModel(name))
        {
            map.Problems.Add(map.Place("name"), $"'name' is '{name}'; expected {ModelName.ModelRule}.");
        }

        string task = map.Text("task");
        if (task.Length > 0 && !ModelTasks.All.Contains(task))
        {
            map.Problems.Add(map.Place("task"), $"'task' is '{task}'; expected one of: {string.Join(", ", ModelTasks.All)}.{NearestName.Hint(task, ModelTasks.All)}");
        }

        ModelEngine engine = map.Choice<ModelEngine>("engine", CardWords.Engines);
        ModelFormat format = map.Choice<ModelFormat>("format", CardWords.Formats, ModelFormat.Onnx);
        IReadOnlyList<ModelFile> files = ReadFiles(map);
        CheckEngine(map, engine, format);
        InputSpec? input = map.Map("input", required: true) is { } inputMap ? ReadInput(inputMap, engine) : null;
        OutputSpec? output = map.Map("output", required: true) is { } outputMap ? ReadOutput(outputMap, task) : null;
        CheckNetworks(map, engine, format, files, output?.Parameters);
        if (input is { DynamicBatch: true } && output is { Parameters.TakesBatches: false })
        {
            map.Problems.Add(map.Place("input"), $"The decoder '{output.Decoder}' reads one picture at a time. Set 'batch: single', or leave 'batch' away.");
        }

        if (input?.Preparation.Mode != ResizeMode.ShorterSide && output?.Parameters is FaceFivePointsParameters { Scales: not [1] })
        {
            map.Problems.Add(map.Place("output"), "'scales' needs an input whose size follows the picture. Set 'resize: shorter-side', or leave 'scales' away.");
        }

        LabelSpec labels = ReadLabels(map, task, files);
        IReadOnlyList<AccuracyClaim> accuracy = ReadAccuracy(map);
        (string version, string summary, string licence) = (map.Text("version", longest: 64), map.Text("summary"), map.Text("licence"));
        (string source, string notes) = (map.Text("source", required: false), map.Text("notes", required: false));
        map.End();
        return input is null || output is null ? null : new ModelCard
        {
            Name = name, Version = version, Task = task, Summary = summary, Licence = licence, Source = source, Notes = notes,
            Engine = engine, Format = format, Files = files, Input = input, Output = output, Labels = labels, Accuracy = accuracy,
        };
    }

    private static void CheckEngine(YamlMap map, ModelEngine engine, ModelFormat format)
    {
        if (engine == ModelEngine.Onnx && format != ModelFormat.Onnx)
        {
            map.Problems.Add(map.Place("format"), "The engine 'onnx' runs the format onnx alone. Set 'engine: opencv-dnn', or leave 'format' away.");
        }

        if (engine == ModelEngine.OpenCvDnn && format == ModelFormat.Onnx)
        {
            map.Problems.Add(map.Place("format"), "The engine 'opencv-dnn' needs 'format: darknet' or 'format: tensorflow'. ONNX files run with 'engine: onnx'.");
        }
    }

    private static void CheckNetworks(YamlMap map, ModelEngine engine, ModelFormat format, IReadOnlyList<ModelFile> files, DecoderParameters? parameters)
    {
        IReadOnlyList<FileRole> networks = parameters?.Networks ?? [FileRole.Model];
        FileRole[] needed = format == ModelFormat.Darknet ? [.. networks, FileRole.Config] : [.. networks];
        foreach (FileRole role in needed.Where(role => files.Count(f => f.Role == role) != 1))
        {
            map.Problems.Add(map.Place("files"), $"{files.Count(f => f.Role == role)} files have the role {Word(role)}; expected one.");
        }

        FileRole[] useless = parameters is null ? [] : [.. s_networkRoles.Except(needed).Where(role => files.Any(f => f.Role == role))];
        foreach (FileRole role in useless)
        {
            map.Problems.Add(
                map.Place("files"),
                $"{files.Count(f => f.Role == role)} files have the role {Word(role)}; expected none: with these parameters the decoder reads {string.Join(", ", networks.Select(Word))}.");
        }

        if (networks.Count > 1 && engine != ModelEngine.Onnx)
        {
            map.Problems.Add(map.Place("engine"), "A network in parts runs with 'engine: onnx' alone.");
        }

        static string Word(FileRole role) => role.ToString().ToLowerInvariant();
    }

    private static OutputSpec? ReadOutput(YamlMap map, string task)
    {
        string decoder = map.Text("decoder");
        DecoderDefinition? definition = DecoderCatalog.Find(decoder);
        if (definition is null && decoder.Length > 0)
        {
            map.Problems.Add(
                map.Place("decoder"),
                $"There is no decoder '{decoder}'; expected one of: {string.Join(", ", DecoderCatalog.Names)}.{NearestName.Hint(decoder, DecoderCatalog.Names)}");
        }
        else if (definition is not null && ModelTasks.All.Contains(task) && !definition.Tasks.Contains(task))
        {
            map.Problems.Add(map.Place("decoder"), $"The decoder '{decoder}' is for the task {string.Join(" or ", definition.Tasks)}, but the card's task is {task}.");
        }

        YamlNode none = new(YamlKind.Map, map.Node.Line, map.Node.Column);
        YamlMap parameterMap = map.Map("parameters", required: false) ?? new YamlMap(none, "parameters", map.Problems);
        DecoderParameters? parameters = definition?.Read(parameterMap);
        if (definition is not null)
        {
            parameterMap.End();
        }

        Thresholds thresholds = map.Map("thresholds", required: false) is { } thresholdMap ? ReadThresholds(thresholdMap) : new Thresholds();
        if (definition is not null && (definition.Task == ModelTasks.FaceEmbedding) != thresholds.Tolerance.HasValue)
        {
            map.Problems.Add(map.Place("thresholds"), thresholds.Tolerance.HasValue
                ? $"'thresholds' has a 'tolerance', which the decoder '{decoder}' does not know."
                : "'thresholds' lacks 'tolerance': the largest distance at which two faces are one person's.");
        }

        map.End();
        return parameters is null ? null : new OutputSpec(decoder, parameters, thresholds);
    }

    private static Thresholds ReadThresholds(YamlMap map)
    {
        Thresholds standard = new();
        Thresholds thresholds = new()
        {
            MinConfidence = map.Number("minConfidence", 0, 1, standard.MinConfidence),
            NmsThreshold = map.Number("nmsThreshold", 0, 1, standard.NmsThreshold),
            MaxDetections = (int)map.Whole("maxDetections", 1, 10_000, standard.MaxDetections),
            MaskThreshold = map.Number("maskThreshold", 0, 1, standard.MaskThreshold),
            Top = (int)map.Whole("top", 1, 1000, standard.Top),
            Tolerance = map.Has("tolerance") ? map.Number("tolerance", 0, LargestDistance) : null,
        };
        map.End();
        return thresholds;
    }
}
