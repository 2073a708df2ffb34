using ImageAnalytics.Inference.Tests.Support;
using OpenCvSharp;

namespace ImageAnalytics.Cli.Tests.Training;

/// <summary>What people get from <c>tune</c>.</summary>
public sealed class TuneTests : IDisposable
{
    private const string Pipeline = """
        name: colours
        problem: Which colour is it?
        steps:
          - { id: colour, plugin: classifier, model: brightness }
          - { id: closer, plugin: classifier, model: brightness, on: colour }
        report: { formats: [csv] }
        """;

    private readonly Workspace _workspace = new();
    private readonly CliProgram _program;

    public TuneTests() => _program = new CliProgram(_workspace);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Tune_Pipeline_FindsTheThresholdAndWritesAPipelineThatRuns()
    {
        MakeColours();
        _workspace.Write("tune.yaml", "tune: 1\nof: colours.yaml\ndata: { path: data, format: folder }\ntrials: 12\nparameters: { colour.minConfidence: { from: 0.1, to: 0.9 } }\n");

        CliResult result = _program.Run("tune", "tune.yaml", "--output", "out").AssertExit(0);

        string[] lines = result.Output.TrimEnd().Split('\n');
        Assert.StartsWith("colour.minConfidence = 0.", lines[0], StringComparison.Ordinal);
        Dictionary<string, string> last = lines[^1].Split(' ').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        Assert.Equal(("13", _workspace["out/tuned.yaml"]), (last["trials"], last["output"]));
        Assert.True(string.CompareOrdinal(last["after"], last["before"]) > 0, lines[^1]);
        _program.Run("pipelines", "validate", "out/tuned.yaml").AssertExit(0);
        Assert.Equal(14, File.ReadAllLines(_workspace["out/trials.csv"]).Length);
        Assert.Contains("colour.minConfidence", File.ReadAllText(_workspace["out/page/index.html"]), StringComparison.Ordinal);

        CliResult again = _program.Run("tune", "tune.yaml", "--output", "out").AssertExit(0);

        Assert.DoesNotContain("trial 1", again.Error, StringComparison.Ordinal);
        Assert.Equal(result.Output, again.Output);
    }

    [Fact]
    public void Tune_WhatCannotBeTuned_IsRefusedWithTheReason()
    {
        MakeColours();
        Refuse("parameters: { closer.minConfidence: { from: 0, to: 1 } }", "The step 'closer' cannot be tuned: it looks at what 'colour' found");
        Refuse("parameters: { shape.minConfidence: { from: 0, to: 1 } }", "tune.yaml:2:15: 'shape.minConfidence' names no step of the pipeline 'colours'. Its steps: colour, closer.");
        Refuse("parameters: { colour.top: { from: 1, to: 3 }, colour.minConfidence: { from: 0, to: 2 } }", "The option 'top' of the step 'colour' cannot be tuned", "'colour.minConfidence' cannot be 2");
        Refuse("figure: ap50\nparameters: { colour.minConfidence: { from: 0, to: 1 } }", "'figure' is 'ap50'; expected one of: f1, top1.");
        _program.Run("tune", "colours.yaml", "--space", "tune.yaml").AssertRefused("A pipeline is tuned on labelled pictures. Name them");
        _program.Run("tune", "tune.yaml").AssertRefused("'tune.yaml' does not say what to tune: it lacks 'of'");
        _program.Run("tune", "nowhere.yaml").AssertRefused("Cannot read the tune file 'nowhere.yaml'");
    }

    [Fact]
    public void Tune_RecipeKilledAndRunAgain_RepeatsNoFinishedTrial()
    {
        MakeBars();
        _workspace.Write("tune.yaml", "tune: 1\nof: bars.yaml\ntrials: 5\nparameters: { training.rate: { from: 0.003, to: 0.03, scale: log } }\n");
        using RunningProgram killed = _program.Start("tune", "tune.yaml", "--output", "out");
        killed.WaitForError("trial 2 ");
        killed.Kill();
        string[] before = Trials(killed.Finish().Error);

        CliResult resumed = _program.Run("tune", "tune.yaml", "--output", "out").AssertExit(0);

        Assert.Empty(before.Intersect(Trials(resumed.Error)));
        Assert.Equal(7, File.ReadAllLines(_workspace["out/trials.csv"]).Length);
        Assert.Contains("trials=6 ", resumed.Output, StringComparison.Ordinal);
        _program.Run("tune", "tune.yaml", "--output", "out", "--trials", "0").AssertRefused("--trials must be from 1 to 100000.");
        _workspace.Write("tune.yaml", "tune: 1\nof: bars.yaml\ntrials: 5\nparameters: { training.rate: { from: 0.003, to: 0.1, scale: log } }\n");
        _program.Run("tune", "tune.yaml", "--output", "out").AssertRefused("are of another study (of 'recipe bars', by top1)", "Name another folder with --output");
    }

    [Fact]
    public void Tune_TrialsThatAllFail_CouldNotFinish()
    {
        MakeBars();
        string recipe = File.ReadAllText(_workspace["bars.yaml"]);
        for (int i = 0; i < 60; i++)
        {
            Draw($"three/{i % 3}/{i}.png", 16, new Scalar(i, 20, 20), new Rect(i % 3 * 4, 2, 4, 4));
        }

        // Another number of classes and other widths: no layer fits.
        _workspace.Write("wide.yaml", recipe.Replace("name: bars", "name: wide", StringComparison.Ordinal).Replace("path: data", "path: three", StringComparison.Ordinal).Replace("[4, 8]", "[6, 12]", StringComparison.Ordinal).Replace("epochs: 6", "epochs: 1", StringComparison.Ordinal));
        _program.Run("train", "wide.yaml", "--output", "wide").AssertExit(0);
        _workspace.Write("bars.yaml", $"{recipe}\nstart: wide/best.safetensors\n");
        _workspace.Write("tune.yaml", "tune: 1\nof: bars.yaml\ntrials: 1\nparameters: { network.widths: { of: [[10, 20], [12, 24]] } }\n");

        CliResult result = _program.Run("tune", "tune.yaml", "--output", "out").AssertExit(1);

        Assert.Contains("None of the 2 trials has a score. The first says: No layer in", result.Error, StringComparison.Ordinal);
    }

    private void Refuse(string space, params string[] messages)
    {
        _workspace.Write("tune.yaml", $"tune: 1\n{space}\n");
        _program.Run("tune", "colours.yaml", "--space", "tune.yaml", "--data", "data", "--format", "folder").AssertRefused(messages);
    }

    private static string[] Trials(string error) => [.. error.Split('\n').Where(l => l.StartsWith("trial ", StringComparison.Ordinal)).Select(l => l.Split(' ')[1])];

    // Red is red, or so dark a blue that the network is not sure.
    private void MakeColours()
    {
        TestModels.Install(_workspace, "brightness", TinyNetwork.ChannelMeans("1", 32));
        string card = File.ReadAllText(_workspace["models/brightness/model.yaml"]);
        _workspace.Write("models/brightness/model.yaml", card.Replace("labels: [\"no\", \"yes\"]", "labels: [\"blue\", \"green\", \"red\"]", StringComparison.Ordinal)
            .Replace("name: data", "name: picture", StringComparison.Ordinal).Replace("number: fp32", "number: fp32, scale: 1/255", StringComparison.Ordinal));
        _workspace.Write("colours.yaml", Pipeline);
        for (int i = 0; i < 40; i++)
        {
            Draw($"data/{(i % 4 < 2 ? "red" : "green")}/{i}.png", 40, (i % 4) switch { 0 => new Scalar(0, 0, 255 - i), 1 => new Scalar(60 + (i / 2), 0, 0), _ => new Scalar(0, 255 - i, 0) }, null);
        }
    }

    private void MakeBars()
    {
        _workspace.Write("bars.yaml", """
            recipe: 1
            name: bars
            problem: Does the bar lie or stand?
            family: classifier
            data: { path: data, format: folder, holdOut: { share: 0.3 } }
            input: { width: 16, height: 16, resize: stretch, channels: rgb, scale: 1/255 }
            network: { widths: [4, 8], blocks: 1 }
            training: { epochs: 6, batch: 8, rate: 0.0001 }
            model: { version: "1.0", summary: Tells bars apart., licence: CC0-1.0, source: drawn }
            """);
        for (int i = 0; i < 100; i++)
        {
            bool lies = i % 2 == 0;
            int along = i / 2 % 9, across = i / 18 % 12;
            Draw($"data/{(lies ? "lies" : "stands")}/{i}.png", 16, new Scalar(i, 20, 20), lies ? new Rect(along, across, 8, 3) : new Rect(across, along, 3, 8));
        }
    }

    private void Draw(string path, int side, Scalar colour, Rect? bar)
    {
        using Mat picture = new(side, side, MatType.CV_8UC3, colour);
        if (bar is { } place)
        {
            picture.Rectangle(place, Scalar.White, -1);
        }

        Cv2.ImEncode(".png", picture, out byte[] png);
        Directory.CreateDirectory(Path.GetDirectoryName(_workspace[path])!);
        File.WriteAllBytes(_workspace[path], png);
    }
}
