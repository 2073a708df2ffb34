using Microsoft.ML.OnnxRuntime;
using OpenCvSharp;

namespace ImageAnalytics.Benchmarks.Photos;

/// <summary>One thread that does with each photograph what the five steps do.</summary>
internal sealed class PhotosWorker(PhotosLoop loop, IReadOnlyDictionary<string, PhotoWork> work, IReadOnlyList<string> photographs, IPhotographDecoder decoder) : IBareWorker
{
    private const int SceneSide = 224, ObjectsSide = 352, RegionsSide = 320, FacesSide = 640, FaceSide = 112;

    // The usual template of 112 x 112 aligned faces: both eyes, and the middle of the mouth.
    private static readonly Point2f[] s_template = [new(38.29f, 51.70f), new(73.53f, 51.50f), new(56.14f, 92.29f)];
    private readonly RunOptions _run = new();
    private readonly TensorInput _scene = new(SceneSide, SceneSide, half: true), _objects = new(ObjectsSide, ObjectsSide);
    private readonly TensorInput _faces = new(FacesSide, FacesSide), _face = new(FaceSide, FaceSide);
    private readonly Dictionary<(int, int), TensorInput> _regions = [];
    private readonly Dictionary<int, Mat> _scales = [];

    public void Do(int photograph)
    {
        byte[] jpeg = File.ReadAllBytes(photographs[photograph]);
        PhotoWork todo = work[Path.GetFileName(photographs[photograph])];
        JpegFrame frame = JpegFrame.Read(jpeg);
        _scene.Stretch(At(jpeg, frame.ReductionFor(SceneSide)), 1);
        Run(loop.Scene, _scene.Value);
        _objects.Stretch(At(jpeg, frame.ReductionFor(ObjectsSide)), 1 / 255.0);
        Run(loop.Objects, _objects.Value);
        Instances(jpeg, frame, todo);
        foreach (Rect crop in todo.Crops)
        {
            Mat full = At(jpeg, 1);
            using Mat pixels = new(full, crop & new Rect(0, 0, full.Width, full.Height));
            _scene.Stretch(pixels, 1);
            Run(loop.Scene, _scene.Value);
        }

        _faces.Fit(At(jpeg, 1));
        Run(loop.Faces, _faces.Value);
        foreach (Point2f[] points in todo.Faces)
        {
            using Mat transform = Cv2.GetAffineTransform(points, s_template);
            _face.Warp(At(jpeg, 1), transform);
            Run(loop.Embeddings, _face.Value);
        }

        Forget();
    }

    /// <summary>The proposals of a photograph.</summary>
    public float[] Propose(byte[] jpeg, float[][] anchors)
    {
        TensorInput input = RegionInput(At(jpeg, JpegFrame.Read(jpeg).ReductionFor(RegionsSide)));
        using IDisposableReadOnlyCollection<OrtValue> outputs = Answers(loop.Regions, [input.Value]);
        OrtValue scores = Named(loop.Regions, outputs, "rpn_cls_probs"), deltas = Named(loop.Regions, outputs, "rpn_bbox_pred");
        long[] shape = scores.GetTensorTypeAndShape().Shape;
        float[] best = Proposals.Best(anchors, scores.GetTensorDataAsSpan<float>(), deltas.GetTensorDataAsSpan<float>(), (int)shape[2], (int)shape[3], input.Size.Width, input.Size.Height);
        Forget();
        return best;
    }

    public void Dispose()
    {
        Forget();
        foreach (TensorInput input in (TensorInput[])[_scene, _objects, _faces, _face, .. _regions.Values])
        {
            input.Dispose();
        }

        _run.Dispose();
    }

    private void Instances(byte[] jpeg, JpegFrame frame, PhotoWork todo)
    {
        TensorInput input = RegionInput(At(jpeg, frame.ReductionFor(RegionsSide)));
        using IDisposableReadOnlyCollection<OrtValue> outputs = Answers(loop.Regions, [input.Value]);
        OrtValue features = Named(loop.Regions, outputs, "xif3_6");
        Head(loop.Boxes, features, todo.Proposals);
        if (todo.Instances.Count > 0)
        {
            float scaleX = (float)input.Size.Width / frame.Width, scaleY = (float)input.Size.Height / frame.Height;
            Head(loop.Masks, features, [.. todo.Instances.SelectMany(b => (float[])[b.Left * scaleX, b.Top * scaleY, b.Right * scaleX, b.Bottom * scaleY])]);
        }
    }

    private void Head(InferenceSession head, OrtValue features, float[] boxes)
    {
        using OrtValue places = OrtValue.CreateTensorValueFromMemory(boxes, [boxes.Length / 4, 4]);
        using OrtValue batch = OrtValue.CreateTensorValueFromMemory(new long[boxes.Length / 4], [boxes.Length / 4]);
        Dictionary<string, OrtValue> inputs = new(StringComparer.Ordinal) { ["xif3_6"] = features, ["boxes"] = places, ["batch"] = batch };
        Answers(head, [.. head.InputNames.Select(n => inputs[n])]).Dispose();
    }

    // The shorter side becomes 320; the input follows the picture.
    private TensorInput RegionInput(Mat pixels)
    {
        double factor = (double)RegionsSide / Math.Min(pixels.Width, pixels.Height);
        (int width, int height) = ((int)Math.Round(pixels.Width * factor), (int)Math.Round(pixels.Height * factor));
        if (!_regions.TryGetValue((width, height), out TensorInput? input))
        {
            _regions[(width, height)] = input = new TensorInput(width, height);
        }

        input.Stretch(pixels, 1);
        return input;
    }

    // A scale is decoded once for each photograph. The decoder's own pixels last until its next call only.
    private Mat At(byte[] jpeg, int reduction)
    {
        if (!_scales.TryGetValue(reduction, out Mat? pixels))
        {
            _scales[reduction] = pixels = decoder.Decode(jpeg, reduction).Clone();
        }

        return pixels;
    }

    private void Forget()
    {
        foreach (Mat pixels in _scales.Values)
        {
            pixels.Dispose();
        }

        _scales.Clear();
    }

    private void Run(InferenceSession session, OrtValue input) => Answers(session, [input]).Dispose();

    private IDisposableReadOnlyCollection<OrtValue> Answers(InferenceSession session, IReadOnlyCollection<OrtValue> inputs)
        => session.Run(_run, [.. session.InputNames], inputs, session.OutputNames);

    private static OrtValue Named(InferenceSession session, IDisposableReadOnlyCollection<OrtValue> outputs, string name)
        => outputs[session.OutputNames.ToList().IndexOf(name)];
}
