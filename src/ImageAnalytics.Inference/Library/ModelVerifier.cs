using System.Diagnostics;
using System.Runtime.InteropServices;
using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Inference.Library;

/// <summary>Checks that a model can be relied on: its files, its network, and that its answers depend on the picture alone.</summary>
public static class ModelVerifier
{
    private const int Callers = 2;
    private const int RunsEach = 4;
    private static readonly Thresholds s_all = new() { MinConfidence = 0, NmsThreshold = 0.5, MaxDetections = 20 };

    /// <summary>Checks a model. Stops at the first check that makes the next ones meaningless.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">Threads that one run may use.</param>
    /// <returns>The checks in the order in which they were made.</returns>
    public static IReadOnlyList<VerifyCheck> Verify(InstalledModel model, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        List<VerifyCheck> checks = [];
        IReadOnlyList<string> problems = model.Problems;
        checks.Add(problems.Count == 0
            ? new VerifyCheck("files", true, $"{model.Card.Files.Count} files match their sha256.")
            : new VerifyCheck("files", false, string.Join(' ', problems)));
        if (problems.Count > 0)
        {
            return checks;
        }

        try
        {
            using ModelRunner runner = ModelRunner.Open(model, threads);
            checks.Add(new VerifyCheck("network", true, $"{model.EngineName} opens it, its input and output fit the card, {runner.Labels.Count} labels."));
            using Mat drawn = Draw();
            Region[] regions = Regions(drawn);
            long start = Stopwatch.GetTimestamp();
            float[][] answers = Answers(runner, regions);
            double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds / regions.Length;
            bool finite = answers.All(a => a.All(float.IsFinite));
            checks.Add(new VerifyCheck("answers", finite, finite
                ? FormattableString.Invariant($"{regions.Length} drawn pictures give finite numbers that can be read, {milliseconds:0.0} ms each.")
                : "Drawn pictures give numbers that are not finite."));
            bool again = Same(answers, Answers(runner, regions));
            checks.Add(new VerifyCheck("repeats", again, again ? "The same pictures give the same bits again." : "The same pictures give other bits the second time."));
            checks.Add(SideBySide(model, threads, regions, answers));
            checks.Add(Batch(model, runner));
        }
        catch (Exception e) when (IsModels(e))
        {
            checks.Add(new VerifyCheck("network", false, e.Message));
        }
        catch (AggregateException e) when (e.InnerExceptions.All(IsModels))
        {
            checks.Add(new VerifyCheck("lanes", false, e.InnerExceptions[0].Message));
        }

        return checks;
    }

    // An answer of another size than the card says may lead beyond its end.
    private static bool IsModels(Exception e) => e is PluginException or InferenceException or InvalidOperationException or ArgumentOutOfRangeException or IndexOutOfRangeException;

    private static VerifyCheck Batch(InstalledModel model, ModelRunner runner)
        => (model.Card.Input.DynamicBatch, runner.Batches) switch
        {
            (false, _) => new VerifyCheck("batch", true, "Its card says one picture at a time."),
            (_, true) => new VerifyCheck("batch", true, $"Batches up to {ModelRunner.LargestBatch} give the same bits as one by one."),
            _ => new VerifyCheck("batch", false, "Its card says 'batch: dynamic', but batches cannot be run, or give other bits than one by one. It is run one by one; set 'batch: single'."),
        };

    private static VerifyCheck SideBySide(InstalledModel model, int threads, Region[] regions, float[][] expected)
    {
        bool[] same = new bool[Callers];
        Parallel.For(0, Callers, new ParallelOptions { MaxDegreeOfParallelism = Callers }, caller =>
        {
            using ModelRunner runner = ModelRunner.Open(model, threads);
            same[caller] = Enumerable.Range(0, RunsEach).All(_ => Same(expected, Answers(runner, regions)));
        });
        return same.All(s => s)
            ? new VerifyCheck("lanes", true, $"{Callers} lanes side by side get the same bits.")
            : new VerifyCheck("lanes", false, $"{Callers} lanes side by side get other bits than one alone.");
    }

    private static float[][] Answers(ModelRunner runner, Region[] regions)
    {
        List<float[]> answers = [];
        foreach (Region region in regions)
        {
            runner.Run([region], (looked, outputs, frame, item, mapping) => answers.Add(AllOf(runner, looked, outputs, frame, item, mapping)), CancellationToken.None);
        }

        return [.. answers];
    }

    // What the network gave; of a network in parts also what the others gave for its boxes, the masks of the best among them.
    private static float[] AllOf(ModelRunner runner, Region region, IModelOutputs outputs, DecoderFrame frame, int item, InputMapping mapping)
    {
        List<float> all = [];
        Add(all, outputs, item, frame.Batch);
        Decode(runner, region, outputs, frame, item, mapping);
        foreach (IModelOutputs ran in (runner.Decoder as IPartsDecoder)?.Ran ?? [])
        {
            Add(all, ran, 0, 1);
        }

        return [.. all];
    }

    // Reads the answer as a plugin would, however unsure the network is: what cannot be read shows now.
    private static void Decode(ModelRunner runner, Region region, IModelOutputs outputs, DecoderFrame frame, int item, InputMapping mapping)
    {
        switch (runner.Decoder)
        {
            case IDetectionDecoder boxes:
                IReadOnlyList<Detection> found = new DetectionReader(boxes, s_all).Read(outputs, frame, item, mapping);
                if (runner.Model.Card.Output.Parameters is TwoStageParameters { GivesMasks: true } && boxes is IMaskDecoder masks)
                {
                    new MaskReader(masks, 0).Read(region, outputs, frame, item, mapping, found, (_, _) => { });
                }

                break;
            case IClassificationDecoder classes:
                classes.Decode(outputs, frame, item, frame.Classes, []);
                break;
            case IFaceDecoder faces:
                faces.Decode(outputs, frame, item, 0, []);
                break;
            case IEmbeddingDecoder embedding:
                embedding.Decode(outputs, frame, item);
                break;
            case IPictureDecoder picture:
                picture.Decode(outputs, frame, item);
                break;
        }
    }

    private static void Add(List<float> all, IModelOutputs outputs, int item, int batch)
    {
        foreach (int i in Enumerable.Range(0, outputs.OutputNames.Count).Where(outputs.IsReadable))
        {
            all.AddRange(outputs.Output(i).Item(item, batch));
        }
    }

    private static bool Same(float[][] a, float[][] b)
        => a.Length == b.Length
            && a.Zip(b).All(p => MemoryMarshal.AsBytes(p.First.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(p.Second.AsSpan())));

    // A gradient with shapes: no picture of anything, but every value and edge of any direction.
    private static Mat Draw()
    {
        const int Width = 640, Height = 480;
        Mat drawn = new(Height, Width, MatType.CV_8UC3);
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                drawn.Set(y, x, new Vec3b((byte)(x * 255 / Width), (byte)(y * 255 / Height), (byte)((x + y) % 256)));
            }
        }

        Cv2.Circle(drawn, new Point(200, 240), 120, new Scalar(40, 90, 220), -1);
        Cv2.Rectangle(drawn, new Rect(380, 120, 180, 260), new Scalar(230, 230, 60), -1);
        return drawn;
    }

    private static Region[] Regions(Mat drawn)
    {
        PixelView whole = new(drawn.Data, drawn.Cols, drawn.Rows, checked((int)drawn.Step()));
        Image image = new("drawn", new string('0', 64), drawn.Cols, drawn.Rows);
        return
        [
            .. new[] { new Rect(0, 0, 640, 480), new Rect(60, 100, 300, 280), new Rect(350, 90, 240, 320), new Rect(0, 0, 33, 21) }
                .Select(r => new Region(image, new BoundingBox(r.X, r.Y, r.Width, r.Height), whole.Crop(r.X, r.Y, r.Width, r.Height))),
        ];
    }
}
