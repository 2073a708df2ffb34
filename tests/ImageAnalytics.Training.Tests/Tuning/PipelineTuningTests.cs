using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Training.Tuning;
using OpenCvSharp;

namespace ImageAnalytics.Training.Tests.Tuning;

/// <summary>A detector that is as sure of a red thing as the picture is red; only bright ones are there.</summary>
public sealed class PipelineTuningTests : IDisposable
{
    private const int Pictures = 60;
    private readonly TemporaryFolder _folder = new();

    public PipelineTuningTests()
    {
        DrawnDetector.WriteWhole(_folder);
        Directory.CreateDirectory(_folder.In("data"));
        List<string> images = [], annotations = [];
        for (int i = 0; i < Pictures; i++)
        {
            bool there = i % 2 == 0;
            using Mat picture = new(32, 32, MatType.CV_8UC3, new Scalar(0, 0, there ? 255 - (i / 2) : 130 + (i / 2)));
            Cv2.ImEncode(".png", picture, out byte[] png);
            File.WriteAllBytes(_folder.In("data", $"{i}.png"), png);
            images.Add($$"""{"id":{{i + 1}},"file_name":"{{i}}.png","width":32,"height":32}""");
            annotations.AddRange(there ? [$$"""{"id":{{i + 1}},"image_id":{{i + 1}},"category_id":1,"bbox":[0,2,8,16],"area":128,"iscrowd":0}"""] : []);
        }

        File.WriteAllText(_folder.In("data", "coco.json"), $$"""{"images":[{{string.Join(',', images)}}],"annotations":[{{string.Join(',', annotations)}}],"categories":[{"id":1,"name":"red"}]}""");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LowThreshold_BecomesBetterOnPicturesThatNoTrialSaw()
    {
        TuningResult result = Tune("parameters: { things.minConfidence: { from: 0.1, to: 0.9 } }");

        Assert.Equal(("f1_50", Pictures), (result.Figure, result.TunePictures + result.HeldOutPictures));
        Assert.InRange(result.Before!.Value, 0.4, 0.85);
        Assert.True(result.After > result.Before + 0.1, $"{result.Before} became {result.After}.");
        Pipeline tuned = PipelineFile.Read(result.File).Pipeline!;
        Assert.Equal(result.Best.Values["things.minConfidence"], tuned.Steps[0].Options["minConfidence"]!.ToString());
        Assert.Equal("5", tuned.Steps[0].Options["maxDetections"]!.ToString());
    }

    [Fact]
    public void PicturesThatCannotBeUsed_AreNotCountedAndTold()
    {
        File.WriteAllBytes(_folder.In("data", "0.png"), File.ReadAllBytes(_folder.In("data", "0.png"))[..40]);
        string coco = File.ReadAllText(_folder.In("data", "coco.json"));
        File.WriteAllText(_folder.In("data", "coco.json"), coco.Replace("\"2.png\",\"width\":32,\"height\":32", "\"2.png\",\"width\":64,\"height\":64", StringComparison.Ordinal));

        TuningResult result = Tune("parameters: { things.minConfidence: { from: 0.1, to: 0.9 } }"), again = Tune("parameters: { things.minConfidence: { from: 0.1, to: 0.9 } }");

        Assert.Equal(Pictures - 2, result.TunePictures + result.HeldOutPictures);
        string notes = string.Join('\n', result.Notes);
        Assert.Contains("'0.png'", notes, StringComparison.Ordinal);
        Assert.Contains("'2.png': It has 32 x 32 pixels, but its labels are for another size.", notes, StringComparison.Ordinal);
        Assert.Equal((result.TunePictures, result.HeldOutPictures, notes), (again.TunePictures, again.HeldOutPictures, string.Join('\n', again.Notes)));
    }

    [Fact]
    public void PartWithoutObjects_IsToldBeforeTheFirstTrial()
    {
        string coco = File.ReadAllText(_folder.In("data", "coco.json"));
        int from = coco.IndexOf("},{\"id\":3,\"image_id\"", StringComparison.Ordinal), to = coco.IndexOf("],\"categories\"", StringComparison.Ordinal);
        File.WriteAllText(_folder.In("data", "coco.json"), $"{coco[..(from + 1)]}{coco[to..]}"); // one object is left

        string told = Assert.Throws<TuneException>(() => Tune("parameters: { things.minConfidence: { from: 0.1, to: 0.9 } }")).Message;

        Assert.Matches("The step 'things' cannot be tuned: none of the [0-9]+ pictures to (compare trials with|measure before and after with) shows an object. Choose another 'share' in the tune file, or add pictures.", told);
        Assert.False(Directory.Exists(_folder.In("out", "trials")));
    }

    [Fact]
    public void OtherFigure_IsThatOfTheEvaluation()
        => Assert.Equal(1.0, Tune("figure: ap50\nparameters: { things.minConfidence: { from: 0.01, to: 0.02 } }").After, 6);

    [Fact]
    public async Task Page_ShowsTrialsAndWhatTheyReached()
    {
        TuningResult result = Tune("parameters: { things.minConfidence: { from: 0.1, to: 0.9 }, things.maxDetections: { of: [3, 5] } }");

        string html = await File.ReadAllTextAsync(await TuningPage.WriteAsync(result, _folder.In("page"), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        Assert.Contains("things.maxDetections", html, StringComparison.Ordinal);
        Assert.Contains("which no trial sees", html, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.In("page", "charts", "parameter-2-dark.svg")));
        Assert.True(File.Exists(_folder.In("page", "charts", "course.svg")));
    }

    [Theory]
    [InlineData("parameters: { things.minConfidence: { from: 0.1, to: 1.5 }, things.maxDetections: { from: 1, to: 9 }, things.top: { of: [1, 2] } }", "'things.minConfidence' cannot be 1.5", "say 'whole: true'", "The option 'top' of the step 'things' cannot be tuned")]
    [InlineData("parameters: { things.minConfidence: { from: 0.1, to: 0.5 }, closer.minConfidence: { from: 0.1, to: 0.5 } }", "The parameters are of 2 steps: things, closer.")]
    [InlineData("halving: { factor: 2 }\nparameters: { things.minConfidence: { from: 0.1, to: 0.5 } }", "'halving' is for recipes")]
    public void WhatCannotBeTuned_IsRefused(string tune, params string[] messages)
    {
        string told = Assert.Throws<TuneException>(() => Tune(tune)).Message;

        Assert.All(messages, m => Assert.Contains(m, told, StringComparison.Ordinal));
    }

    [Fact]
    public void SplitThatIsNotThere_IsNamed()
        => Assert.Contains(
            "There is no split 'nope'",
            Assert.Throws<Training.Evaluation.EvaluationException>(() => Tune("parameters: { things.minConfidence: { from: 0.1, to: 0.9 } }", split: "nope")).Message, StringComparison.Ordinal);

    [Fact]
    public void OverlapThatTheNetworkDecides_IsRefused()
    {
        string told = Assert.Throws<TuneException>(() => Tune("parameters: { things.nmsThreshold: { from: 0.2, to: 0.9 } }")).Message;
        Assert.Contains("'things.nmsThreshold' decides nothing: the network of 'whole' chooses among its boxes itself. Tune 'minConfidence', or train it with another 'nmsThreshold'.", told, StringComparison.Ordinal);
    }

    private TuningResult Tune(string text, string? split = null)
    {
        Pipeline pipeline = PipelineFile.Parse(
            """
            name: things
            problem: What is there?
            steps:
              - { id: things, plugin: mask-rcnn, model: whole, options: { minConfidence: 0.1, maxDetections: 5 } }
              - { id: closer, plugin: classifier, model: whole, on: things }
            report: { formats: [csv] }
            """,
            "things.yaml").Pipeline!;
        TuneFile tune = TuneFileReader.Parse($"tune: 1\ntrials: 15\ndata: {{ path: data/coco.json, format: coco }}\n{text}\n", _folder.In("tune.yaml")) with { Split = split };
        return Tuner.TunePipeline(pipeline, tune, _folder.In("out"), new ModelLibrary([_folder.In(".")]), null, TestContext.Current.CancellationToken);
    }
}
