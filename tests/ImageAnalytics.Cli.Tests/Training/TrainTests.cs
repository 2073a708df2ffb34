using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OpenCvSharp;

namespace ImageAnalytics.Cli.Tests.Training;

/// <summary>What scripts and people get from <c>train</c>.</summary>
public sealed class TrainTests : IDisposable
{
    private static readonly (string Name, int[] Bgr)[] s_colours = [("red", [40, 40, 200]), ("green", [40, 140, 40]), ("blue", [90, 20, 20])];
    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public TrainTests()
    {
        _program = new CliProgram(_workspace);
        foreach ((int k, (string name, int[] bgr)) in s_colours.Index())
        {
            for (int i = 0; i < 16; i++)
            {
                Draw($"colours/{name}/{i}.png", (k * 100) + i, bgr);
            }
        }

        _workspace.Write("colours.yaml",
            """
            recipe: 1
            name: colours
            problem: Which colour is this?
            family: classifier
            data: { path: colours, format: folder, holdOut: { lowestIndexHash: 12 } }
            input: { width: 16, height: 16, resize: stretch, channels: rgb, scale: 1/255 }
            network: { widths: [8, 16], blocks: 1, stemStride: 2, dropout: 0.1 }
            augmentation: { flipHorizontal: 0.5, noise: 4, occasion: 0.5 }
            training: { epochs: 3, batch: 6, rate: 0.01, average: 0.9 }
            model: { version: "1.0", summary: Names colours., licence: MIT, source: drawn }
            """);
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Train_WritesTheModelAndThePage_AndSaysSo()
    {
        CliResult result = _program.Run("train", "colours.yaml").AssertExit(0);

        string folder = _workspace["output/training/colours"];
        Assert.Matches($@"^model=colours epochs=3 best_epoch=[1-3] best=\d\.\d{{4}} seconds=\d+ output={Regex.Escape(folder)}/models/colours\n$", result.Output);
        Assert.Contains($"page: {folder}/index.html", result.Error, StringComparison.Ordinal);
        Assert.Matches("(?m)^epoch 3 after .*: loss .*top1 ", result.Error);
        Assert.Equal(["colours.onnx", "model.yaml"], _workspace.Files("output/training/colours/models/colours"));
        Assert.True(File.Exists($"{folder}/index.html"));
        _program.Run("models", "verify", "colours", "--models", $"{folder}/models").AssertExit(0);
        _program.Run("models", "verify", "colours", "--models", folder).AssertRefused($"'{folder}' holds no model; expected '{folder}/models', which does.");
        _program.Run("models", "verify", "colours", "--models", $"{folder}/models/colours").AssertRefused($"is a model; expected the folder that it is in, '{folder}/models'.");
        _program.Run("models", "verify", "colours", "--models", "nowhere").AssertRefused($"--models: There is no folder '{_workspace["nowhere"]}'");

        // On what the recipe keeps apart, it is as good as its training says.
        JsonNode judged = JsonNode.Parse(_program.Run("evaluate", "--model", "colours", "--models", $"{folder}/models", "--recipe", "colours.yaml", "--json").AssertExit(0).Output)!;
        Assert.Equal(12, (int)judged["images"]!);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $" best={(double)judged["top1"]!:0.0000} "), result.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_workspace["output/evaluations/colours-colours-val/index.html"]));
        _program.Run("evaluate", "--model", "colours", "--recipe", "colours.yaml", "--format", "folder").AssertRefused("'--format' is what the recipe says; leave it away, or '--recipe'.");
        _program.Run("evaluate", "--model", "colours", "--format", "folder").AssertRefused("Option '--data' is required, or '--recipe'.");

        CliResult again = _program.Run("train", "colours.yaml").AssertExit(0);
        Assert.Equal(result.Output, again.Output);
        Assert.Contains("going on after epoch 3", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_DataWithMistakes_CountsWhatItLeavesOut()
    {
        for (int i = 0; i < 8; i++)
        {
            Draw($"marked/images/{(i < 6 ? "train" : "val")}/{i}.png", i, s_colours[0].Bgr);
            _workspace.Write($"marked/labels/{(i < 6 ? "train" : "val")}/{i}.txt", $"0 0.5 0.5 0.5 0.5\n{(i < 2 ? 7 : 0)} 0.3 0.3 0.2 0.2\n");
        }

        _workspace.Write("marked/data.yaml", "names: {0: nut}\n");
        _workspace.Write("nuts.yaml",
            """
            recipe: 1
            name: nuts
            problem: Where are nuts?
            family: single-shot
            data: { path: marked, format: yolo, train: train, validation: val }
            input: { width: 32, height: 32, resize: stretch, channels: rgb, scale: 1/255 }
            network: { widths: [8, 8, 8, 8], neck: 8, strides: [8] }
            training: { epochs: 1, batch: 2, rate: 0.01 }
            model: { version: "1.0", summary: Finds nuts., licence: MIT, source: drawn }
            """);

        CliResult result = _program.Run("train", "nuts.yaml").AssertExit(0);

        const string note = "2 x UnknownClass, such as: Line 2 of 'labels/train/0.txt' names the class 7, but the classes are 0 to 0. It was dropped.";
        Assert.Contains($"note: {note}", result.Error, StringComparison.Ordinal);
        Assert.Contains("2 x UnknownClass", File.ReadAllText(_workspace["output/training/nuts/index.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_OptionsTakeThePlaceOfTheRecipe()
    {
        Directory.Move(_workspace["colours"], _workspace["elsewhere"]);
        string[] more = ["--data", "elsewhere", "--epochs", "1"];
        _program.Run(["train", "colours.yaml", .. more, "--output", "a"]).AssertExit(0);
        _program.Run(["train", "colours.yaml", .. more, "--output", "b", "--seed", "7"]).AssertExit(0);
        _program.Run(["train", "colours.yaml", .. more, "--output", "c", "--seed", "7"]).AssertExit(0);

        Assert.Equal(2, File.ReadAllLines(_workspace["a/metrics.csv"]).Length);
        Assert.NotEqual(File.ReadAllBytes(_workspace["a/models/colours/colours.onnx"]), File.ReadAllBytes(_workspace["b/models/colours/colours.onnx"]));
        Assert.Equal(File.ReadAllBytes(_workspace["b/models/colours/colours.onnx"]), File.ReadAllBytes(_workspace["c/models/colours/colours.onnx"]));
        Assert.Contains("seed 7", File.ReadAllText(_workspace["b/models/colours/model.yaml"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_WhatIsWrongBeforeTheFirstStep_IsRefused()
    {
        _program.Run("train").AssertRefused("'RECIPE' missing");
        _program.Run("train", "nowhere.yaml").AssertRefused("Cannot read the recipe 'nowhere.yaml'");
        _program.Run("train", "colours.yaml", "--epochs", "0").AssertRefused("--epochs is 0; expected a whole number from 1.");
        _program.Run("train", "colours.yaml", "--seed", "-1").AssertRefused("--seed is -1; expected a whole number from 0.");
        _program.Run("train", "colours.yaml", "--data", "nowhere").AssertRefused("nowhere");
        _program.Run("train", "colours.yaml", "--output", "").AssertRefused("expected a path");
        _workspace.Write("colours/red/broken.png", "no picture");
        _program.Run("train", "colours.yaml").AssertRefused("pictures cannot be learned from", "'red/broken.png'", "Remove them");
        Edit("family: classifier", "family: clasifier");
        _program.Run("train", "colours.yaml").AssertRefused("colours.yaml:4:9", "Did you mean 'classifier'?");
        Assert.Empty(_workspace.Files("output"));
    }

    [Fact]
    public void Train_LossThatIsNoNumber_CouldNotFinish()
    {
        Edit("rate: 0.01, average: 0.9", "rate: 100, weightDecay: 1, optimizer: sgd, schedule: constant");
        CliResult result = _program.Run("train", "colours.yaml", "--epochs", "20").AssertExit(1);
        Assert.Empty(result.Output);
        Assert.Contains("Lower 'rate' in the recipe", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_DataThatChangeInBetween_AreNoticed()
    {
        _program.Run("train", "colours.yaml", "--epochs", "1").AssertExit(0);
        Draw("colours/red/0.png", 999, [0, 0, 250]);
        _program.Run("train", "colours.yaml", "--epochs", "1").AssertRefused("belongs to another training: its recipe or its data differ");
    }

    [Fact]
    public void Train_StoppedByTheUser_GoesOnAndEndsAsIfUndisturbed()
    {
        string expected = Undisturbed(6);
        using (RunningProgram run = _program.Start("train", "colours.yaml", "--epochs", "6", "--output", "stopped"))
        {
            run.WaitForError("epoch 2 after");
            run.PressCtrlC();
            CliResult stopped = run.Finish();
            Assert.True(stopped.ExitCode is 130 or 0, stopped.Error); // 0 where it had ended before the signal came
            Assert.Equal(stopped.ExitCode == 130, stopped.Error.Contains("Stopped. Running the same command again goes on from here.", StringComparison.Ordinal));
        }

        _program.Run("train", "colours.yaml", "--epochs", "6", "--output", "stopped").AssertExit(0);
        Assert.Equal(expected, Ended("stopped"));
    }

    [Fact]
    public void Train_KilledAgainAndAgain_EndsAsIfUndisturbed()
    {
        // So many that none of the sittings comes to the end before the signal does.
        string expected = Undisturbed(60);
        for (int sitting = 0; sitting < 3; sitting++)
        {
            using RunningProgram run = _program.Start("train", "colours.yaml", "--epochs", "60", "--output", "killed");
            run.WaitForError("validation_loss");
            run.Kill();
            run.Finish();
        }

        CliResult last = _program.Run("train", "colours.yaml", "--epochs", "60", "--output", "killed").AssertExit(0);
        Assert.Contains("going on after epoch", last.Error, StringComparison.Ordinal);
        Assert.Equal(expected, Ended("killed"));
    }

    private string Undisturbed(int epochs)
    {
        _program.Run("train", "colours.yaml", "--epochs", $"{epochs}", "--output", "whole").AssertExit(0);
        return Ended("whole");
    }

    // Figures without the seconds, and the network.
    private string Ended(string folder)
        => string.Join('\n', File.ReadAllLines(_workspace[$"{folder}/metrics.csv"]).Select(l => string.Join(',', l.Split(',').Where((_, i) => i != 2))))
            + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_workspace[$"{folder}/models/colours/colours.onnx"])));

    private void Edit(string from, string to)
    {
        string recipe = File.ReadAllText(_workspace["colours.yaml"]);
        Assert.Contains(from, recipe, StringComparison.Ordinal);
        _workspace.Write("colours.yaml", recipe.Replace(from, to, StringComparison.Ordinal));
    }

    private void Draw(string relative, int seed, int[] bgr)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_workspace[relative])!);
        Random random = new(seed);
        byte[] pixels = [.. Enumerable.Range(0, 16 * 16 * 3).Select(i => (byte)Math.Clamp(bgr[i % 3] + random.Next(-20, 21), 0, 255))];
        using Mat mat = Mat.FromPixelData(16, 16, MatType.CV_8UC3, pixels);
        Assert.True(Cv2.ImWrite(_workspace[relative], mat));
    }
}
