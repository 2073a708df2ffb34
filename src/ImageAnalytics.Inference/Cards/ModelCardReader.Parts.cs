using System.Globalization;
using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Yaml;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Cards;

/// <content>The parts of a card: files, input, labels, accuracy.</content>
internal static partial class ModelCardReader
{
    private const long LargestFile = 8L << 30;
    private const int LargestSide = 8192;

    private static List<ModelFile> ReadFiles(YamlMap map)
    {
        List<ModelFile> files = [];
        foreach (YamlNode node in map.List("files", required: true, longest: 64))
        {
            YamlMap file = new(node, "files", map.Problems);
            string name = file.Text("name"), sha256 = file.Text("sha256");
            if (file.IsMap && name.Length > 0 && !ModelName.IsFile(name))
            {
                file.Problems.Add(file.Place("name"), $"The file name '{name}' is refused; expected {ModelName.FileRule}.");
            }

            if (files.Any(f => f.Name == name))
            {
                file.Problems.Add(file.Place("name"), $"The file '{name}' stands twice in 'files'.");
            }

            if (file.IsMap && sha256.Length > 0 && !ModelName.IsHex(sha256, 64))
            {
                file.Problems.Add(file.Place("sha256"), $"'sha256' is '{sha256}'; expected 64 lower-case hexadecimal digits.");
            }

            files.Add(new ModelFile
            {
                Name = name,
                Sha256 = sha256,
                Role = file.Choice<FileRole>("role", CardWords.Roles),
                Bytes = file.Whole("bytes", 1, LargestFile),
                Mirror = ReadPath(file, "mirror"),
                Source = file.Map("source", required: false) is { } source ? ReadSource(source) : null,
            });
            file.End();
        }

        return files;
    }

    private static FileSource ReadSource(YamlMap map)
    {
        string repository = ReadPath(map, "repository", required: true) ?? "", commit = map.Text("commit"), path = ReadPath(map, "path", required: true) ?? "";
        if (commit.Length > 0 && !ModelName.IsHex(commit, 40))
        {
            map.Problems.Add(map.Place("commit"), $"'commit' is '{commit}'; expected 40 lower-case hexadecimal digits.");
        }

        bool lfs = map.Flag("lfs", false);
        map.End();
        return new FileSource(repository, commit, path, lfs);
    }

    private static string? ReadPath(YamlMap map, string key, bool required = false)
    {
        string path = map.Text(key, required);
        if (path.Length > 0 && !ModelName.IsPath(path))
        {
            map.Problems.Add(map.Place(key), $"'{key}' is '{path}'; expected a relative path with '/' and without '..'.");
        }

        return path.Length > 0 ? path : null;
    }

    internal static InputSpec ReadInput(YamlMap map, ModelEngine engine)
    {
        ResizeMode mode = map.Choice<ResizeMode>("resize", CardWords.Resizes);
        bool follows = mode == ResizeMode.ShorterSide;
        int width = follows ? 0 : (int)map.Whole("width", 1, LargestSide), height = follows ? 0 : (int)map.Whole("height", 1, LargestSide);
        PreparationSpec preparation = new()
        {
            Mode = mode,
            Width = width,
            Height = height,
            Interpolation = map.Choice<Interpolation>("interpolation", CardWords.Interpolations, Interpolation.Linear),
            ShorterSide = mode is ResizeMode.ShorterSide or ResizeMode.Crop or ResizeMode.StretchCrop
                ? (int)map.Whole("shorterSide", Math.Max(1, Math.Max(width, height)), LargestSide, follows ? null : Math.Max(width, height)) : 0,
            LongerSideMax = follows ? (int)map.Whole("longerSideMax", 1, LargestSide, LargestSide) : 0,
            MultipleOf = follows ? (int)map.Whole("multipleOf", 1, 1024, 1) : 1,
            Fill = mode is ResizeMode.Letterbox or ResizeMode.ShorterSide ? (byte)map.Whole("fill", 0, 255, 114) : (byte)114,
            Centred = mode != ResizeMode.Letterbox || map.Flag("centred", true),
            Percentiles = ReadPercentiles(map),
        };
        ChannelOrder channels = map.Choice<ChannelOrder>("channels", CardWords.Channels);
        InputSpec input = new()
        {
            Preparation = preparation,
            Channels = channels,
            Name = map.Has("name") ? map.Text("name") : null,
            Layout = map.Choice<TensorLayout>("layout", CardWords.Layouts, TensorLayout.Nchw),
            Number = map.Choice<TensorNumber>("number", CardWords.Numbers, TensorNumber.Fp32),
            Background = ReadBackground(map),
            DynamicBatch = map.Choice<bool>("batch", CardWords.Batches, false),
            Scaling = new PixelScaling
            {
                Scale = map.Number("scale", -1e6, 1e6, 1),
                Mean = map.Numbers("mean", -1e6, 1e6),
                Std = map.Numbers("std", 1e-9, 1e6),
            },
        };
        CheckScaling(map, input);
        if (engine == ModelEngine.OpenCvDnn && (input.Layout != TensorLayout.Nchw || input.Number != TensorNumber.Fp32))
        {
            map.Problems.Add(map.Node, "The engine 'opencv-dnn' takes 'layout: nchw' and 'number: fp32' alone; it turns TensorFlow's own layout itself.");
        }

        map.End();
        return input;
    }

    private static PercentileRange? ReadPercentiles(YamlMap map)
    {
        if (!map.Has("percentiles"))
        {
            return null;
        }

        IReadOnlyList<double> numbers = map.Numbers("percentiles", 0, 100);
        if (numbers is [double low, double high] && low < high)
        {
            return new PercentileRange(low, high);
        }

        map.Problems.Add(map.Place("percentiles"), $"'percentiles' is [{string.Join(", ", numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)))}]; expected two numbers from 0 to 100, the lower one first, such as [1, 99.8].");
        return null;
    }

    private static BackgroundColour? ReadBackground(YamlMap map)
    {
        string alpha = map.Text("alpha", required: false);
        if (alpha.Length == 0 || CardWords.Backgrounds.ContainsKey(alpha))
        {
            return CardWords.Backgrounds.GetValueOrDefault(alpha);
        }

        if (alpha.Length == 7 && alpha[0] == '#' && int.TryParse(alpha.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int rgb))
        {
            return new BackgroundColour((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
        }

        map.Problems.Add(
            map.Place("alpha"),
            $"'alpha' is '{alpha}'; expected one of: {string.Join(", ", CardWords.Backgrounds.Keys)}, or a colour such as \"#7f7f7f\", in quotes.{NearestName.Hint(alpha, CardWords.Backgrounds.Keys)}");
        return null;
    }

    private static void CheckScaling(YamlMap map, InputSpec input)
    {
        int channels = input.Channels == ChannelOrder.Grey ? 1 : 3;
        foreach ((string key, IReadOnlyList<double> numbers) in new[] { ("mean", input.Scaling.Mean), ("std", input.Scaling.Std) })
        {
            if (numbers.Count != 0 && numbers.Count != channels)
            {
                map.Problems.Add(map.Place(key), $"'{key}' has {numbers.Count} numbers; expected {channels}, one for each channel in the network's order.");
            }
        }

        if (input.Number == TensorNumber.U8 && !input.Scaling.IsIdentity)
        {
            map.Problems.Add(map.Place("number"), "An input of 'uint8' takes pixels as they are. Leave 'scale', 'mean' and 'std' away.");
        }
    }

    private static LabelSpec ReadLabels(YamlMap map, string task, IReadOnlyList<ModelFile> files)
    {
        if (map.Find("labels", required: ModelTasks.HasLabels(task)) is not { } node)
        {
            return new LabelSpec();
        }

        if (node.Kind == YamlKind.List)
        {
            IReadOnlyList<string> inline = map.Texts("labels", required: true);
            if (inline.Count == 0)
            {
                map.Problems.Add(node, "'labels' is empty; expected one label for each class.");
            }

            return new LabelSpec { Inline = inline };
        }

        YamlMap labels = new(node, "labels", map.Problems);
        string file = labels.Text("file");
        if (file.Length > 0 && !files.Any(f => f.Name == file && f.Role == FileRole.Labels))
        {
            labels.Problems.Add(labels.Place("file"), $"'files' lists no '{file}' with the role labels.{NearestName.Hint(file, files.Select(f => f.Name))}");
        }

        LabelSpec spec = new() { File = file, Format = labels.Choice<LabelFormat>("format", CardWords.LabelFormats, LabelFormat.Lines) };
        labels.End();
        return spec;
    }

    private static List<AccuracyClaim> ReadAccuracy(YamlMap map)
    {
        List<AccuracyClaim> claims = [];
        foreach (YamlNode node in map.List("accuracy", required: false, longest: 100))
        {
            YamlMap claim = new(node, "accuracy", map.Problems);
            claims.Add(new AccuracyClaim(
                claim.Text("metric"), claim.Number("value", double.MinValue, double.MaxValue), claim.Text("data"), claim.Text("by", required: false)));
            claim.End();
        }

        return claims;
    }
}
