using System.Text;
using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Yaml;
using ImageAnalytics.Training.Augmentation;
using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Families;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Recipes;

/// <summary>Reads recipes strictly and names everything that is wrong at once.</summary>
public static class RecipeReader
{
    // A card says more in its notes than a recipe, and has as much room.
    private const int LongestNotes = 1_700;
    private const int LargestBytes = 1 << 20, MostEpochs = 100_000, LargestBatch = 65_536, LargestCount = 100_000_000;

    /// <summary>Reads a recipe.</summary>
    /// <param name="path">Its file.</param>
    /// <exception cref="RecipeException">It cannot be read or is wrong.</exception>
    public static Recipe Load(string path)
    {
        try
        {
            FileInfo file = new(path);
            if (file.Exists && file.Length > LargestBytes)
            {
                throw new RecipeException($"Cannot read the recipe '{path}': it has {file.Length} bytes; expected at most {LargestBytes}.");
            }

            string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
            return Parse(text, path);
        }
        catch (DecoderFallbackException e)
        {
            throw new RecipeException($"Cannot read the recipe '{path}': it is not UTF-8 text.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RecipeException($"Cannot read the recipe '{path}': {e.Message}", e);
        }
    }

    /// <summary>Reads a recipe from a text.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="file">The file's name, for messages and relative paths.</param>
    /// <exception cref="RecipeException">It is wrong.</exception>
    public static Recipe Parse(string yaml, string file)
    {
        YamlProblems problems = new(file);
        Recipe? recipe = YamlTree.Read(yaml, problems) is { } root ? Read(new YamlMap(root, "recipe", problems), yaml, file) : null;
        return recipe is not null && problems.None ? recipe : throw new RecipeException(problems.Messages);
    }

    private static Recipe? Read(YamlMap map, string text, string file)
    {
        if (!map.IsMap)
        {
            return null;
        }

        long revision = map.Whole("recipe", 1, 1_000_000);
        if (revision > Recipe.Revision)
        {
            map.Problems.Add(map.Place("recipe"), $"This recipe has the format {revision}, but this program reads formats up to {Recipe.Revision}. Install a newer version.");
            return null;
        }

        string name = map.Text("name");
        if (name.Length > 0 && !ModelName.IsModel(name))
        {
            map.Problems.Add(map.Place("name"), $"'name' is '{name}'; expected {ModelName.ModelRule}.");
        }

        string problem = map.Text("problem");
        IModelFamily? family = ReadFamily(map);
        RecipeData? data = map.Map("data", required: true) is { } dataMap ? ReadData(dataMap) : null;
        int before = map.Problems.Messages.Count;
        InputSpec? input = map.Map("input", required: true) is { } inputMap ? ModelCardReader.ReadInput(inputMap, ModelEngine.Onnx) : null;
        int inputProblems = map.Problems.Messages.Count - before;
        FamilyOptions? network = family is not null && map.Find("network", required: false) is var node
            ? family.ReadNetwork(node is null ? new YamlMap(new YamlNode(YamlKind.Map, map.Node.Line, map.Node.Column), "network", map.Problems) : new YamlMap(node, "network", map.Problems))
            : null;
        if (family is not null && input is not null && network is not null && inputProblems == 0)
        {
            foreach (string wrong in InputProblems(family, input, network))
            {
                map.Problems.Add(map.Place("input"), wrong);
            }
        }

        AugmentationOptions augmentation = map.Map("augmentation", required: false) is { } augmentationMap ? AugmentationReader.Read(augmentationMap) : new();
        TrainingOptions? training = map.Map("training", required: true) is { } trainingMap ? ReadTraining(trainingMap) : null;
        RecipeModel? model = map.Map("model", required: true) is { } modelMap ? ReadModel(modelMap) : null;
        IReadOnlyList<string> start = RecipePath.ReadSeveral(map, "start");
        if (start.Count > 1 && network is not null && start.Count != network.Parts)
        {
            map.Problems.Add(map.Place("start"), $"'start' names {start.Count} files; expected one, or of a classifier with 'members' one for each, and 'network' has {network.Parts}.");
        }

        map.End();
        return family is null || data is null || input is null || network is null || training is null || model is null ? null : new Recipe(family, network)
        {
            Name = name, Problem = problem, Text = text, Folder = Path.GetDirectoryName(Path.GetFullPath(file))!, Data = data,
            Input = input, Augmentation = augmentation, Training = training, Model = model, Start = start,
        };
    }

    private static IEnumerable<string> InputProblems(IModelFamily family, InputSpec input, FamilyOptions network)
        =>
        [
            .. input.Layout != TensorLayout.Nchw || input.Number != TensorNumber.Fp32 ? (string[])["Networks are trained with 'layout: nchw' and 'number: fp32' alone. Leave both away."] : [],
            .. input.Name is not null || input.DynamicBatch ? (string[])["'name' and 'batch' are decided by the family. Leave both away."] : [],
            .. family.InputProblems(input, network),
        ];

    private static IModelFamily? ReadFamily(YamlMap map)
    {
        string word = map.Text("family");
        IModelFamily? family = FamilyCatalog.Find(word);
        if (family is null && word.Length > 0)
        {
            map.Problems.Add(map.Place("family"), $"'family' is '{word}'; expected one of: {string.Join(", ", FamilyCatalog.Names)}.{NearestName.Hint(word, FamilyCatalog.Names)}");
        }

        // Without a family nobody can read it, which is told once.
        if (family is null)
        {
            map.Has("network");
        }

        return family;
    }

    private static RecipeData ReadData(YamlMap map)
    {
        (HoldOutKind kind, double amount) = (HoldOutKind.None, 0);
        if (map.Map("holdOut", required: false) is { } holdOut)
        {
            kind = holdOut.Has("lowestIndexHash") ? HoldOutKind.LowestIndexHash : holdOut.Has("classShare") ? HoldOutKind.ClassShare : HoldOutKind.Share;
            amount = kind switch
            {
                HoldOutKind.LowestIndexHash => holdOut.Whole("lowestIndexHash", 1, LargestCount),
                HoldOutKind.ClassShare => holdOut.Number("classShare", 0.001, 0.9),
                _ => holdOut.Number("share", 0.001, 0.9),
            };
            holdOut.End();
        }

        RecipeData data = new()
        {
            Path = RecipePath.Read(map, "path"),
            Format = map.Choice("format", RecipeWords.Formats, (DatasetFormat?)null),
            Train = map.Has("train") ? map.Text("train") : null,
            Validation = map.Has("validation") ? map.Text("validation") : null,
            HoldOut = kind,
            HoldOutAmount = amount,
            ClassesFile = map.Has("classes") ? RecipePath.Read(map, "classes") : null,
            ImagesPath = map.Has("images") ? RecipePath.Read(map, "images") : null,
            LabelsFolder = map.Text("labels", required: false) is { Length: > 0 } labels ? labels : null,
        };
        foreach ((string key, string problem) in UnusedIn(map))
        {
            map.Problems.Add(map.Place(key), problem);
        }

        if (data.Validation is not null && data.Validation == data.Train)
        {
            map.Problems.Add(map.Place("validation"), $"'validation' is '{data.Validation}', the split to learn from as well; expected another one, or 'holdOut' in its place.");
        }

        if (map.IsMap && data.Validation is null == (kind == HoldOutKind.None))
        {
            map.Problems.Add(map.Node, "'data' needs either 'validation', the split to validate with, or 'holdOut', what to keep apart for it: 'share', 'classShare' or 'lowestIndexHash'.");
        }

        map.End();
        return data;
    }

    private static IEnumerable<(string Key, string Problem)> UnusedIn(YamlMap map)
        => DatasetReader.FormatOf(map.Text("format", required: false)) is not { } format ? []
            : DatasetReader.UnusedBy(format, map.Has("images"), labels: false).Select(p => ("images", p)).Concat(DatasetReader.UnusedBy(format, images: false, map.Has("labels")).Select(p => ("labels", p)));

    private static TrainingOptions ReadTraining(YamlMap map)
    {
        TrainingOptions options = new()
        {
            Seed = (int)map.Whole("seed", 0, int.MaxValue, 1),
            Epochs = (int)map.Whole("epochs", 1, MostEpochs),
            BatchSize = (int)map.Whole("batch", 1, LargestBatch),
            Optimizer = map.Choice<OptimizerKind>("optimizer", RecipeWords.Optimizers, OptimizerKind.AdamW),
            Rate = map.Number("rate", 1e-9, 100),
            Momentum = map.Number("momentum", 0, 0.9999, 0.9),
            WeightDecay = map.Number("weightDecay", 0, 1, 1e-4),
            Schedule = map.Choice<RateSchedule>("schedule", RecipeWords.Schedules, RateSchedule.Cosine),
            WarmupEpochs = map.Number("warmupEpochs", 0, MostEpochs, 0),
            FinalShare = map.Number("finalShare", 0, 1, 0.01),
            Steps = map.Has("steps") ? map.Numbers("steps", 0, 1) : [0.6, 0.85],
            Average = map.Number("average", 0, 0.999999, 0),
            ClipNorm = map.Number("clipNorm", 0, 1e6, 0),
            ValidateEvery = (int)map.Whole("validateEvery", 1, MostEpochs, 1),
            Patience = (int)map.Whole("patience", 0, MostEpochs, 0),
        };
        map.End();
        return options;
    }

    private static RecipeModel ReadModel(YamlMap map)
    {
        RecipeModel model = new(map.Text("version", longest: 64), map.Text("summary"), map.Text("licence"), map.Text("source"), map.Text("notes", required: false, longest: LongestNotes));
        map.End();
        return model;
    }
}
