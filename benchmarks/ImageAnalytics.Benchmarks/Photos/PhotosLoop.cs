using Microsoft.ML.OnnxRuntime;

namespace ImageAnalytics.Benchmarks.Photos;

/// <summary>The bare limit of <c>photos.yaml</c>: the same networks on the same pictures, crops, boxes and faces, and nothing else.</summary>
internal sealed class PhotosLoop : IBareLoop
{
    private readonly IReadOnlyDictionary<string, PhotoWork> _work;
    private readonly float[][] _anchors;

    private PhotosLoop(string root, string shared, IReadOnlyDictionary<string, PhotoWork> work)
    {
        string Model(string file) => Path.Combine(shared, "models", file);
        _work = work;
        _anchors = Proposals.Anchors(Path.Combine(root, "models", "catalog", "mask-rcnn-2go", "model.yaml"));
        Scene = BareRun.Open(Model("squeezenet-fp16/SqueezeNet_fp16.onnx"));
        Objects = BareRun.Open(Model("fastestdet/FastestDet.onnx"));
        Regions = BareRun.Open(Model("mask-rcnn-2go/rpn.onnx"));
        Boxes = BareRun.Open(Model("mask-rcnn-2go/box.onnx"));
        Masks = BareRun.Open(Model("mask-rcnn-2go/mask.onnx"));
        Faces = BareRun.Open(Model("yunet/yunet_s_640_640.onnx"));
        Embeddings = BareRun.Open(Model("mobileface-v2/mobileface-v2.onnx"));
    }

    public InferenceSession Scene { get; }

    public InferenceSession Objects { get; }

    public InferenceSession Regions { get; }

    public InferenceSession Boxes { get; }

    public InferenceSession Masks { get; }

    public InferenceSession Faces { get; }

    public InferenceSession Embeddings { get; }

    /// <summary>The pipeline with all families.</summary>
    public static Subject Subject(string root, string shared)
    {
        // What the engine found is learnt once: every repetition replays the same work.
        Dictionary<string, PhotoWork>? work = null;
        Subject? photos = null;
        photos = new Subject(
            "photos",
            ["squeezenet", "fastestdet", "mask-rcnn-2go", "yunet", "mobileface-v2"],
            File.ReadAllText(Path.Combine(root, "pipelines", "photos.yaml")),
            (engine, photographs) =>
            {
                if (work is null)
                {
                    using System.Text.Json.JsonDocument export = engine.Export(photos!);
                    work = new Dictionary<string, PhotoWork>(PhotoWorkReader.Read(export), StringComparer.Ordinal);
                    using PhotosLoop first = new(root, shared, work);
                    first.AddProposals(photographs, work);
                }

                return new PhotosLoop(root, shared, work);
            });
        return photos;
    }

    public IBareWorker Worker(IReadOnlyList<string> photographs, IPhotographDecoder decoder) => new PhotosWorker(this, _work, photographs, decoder);

    public void Dispose()
    {
        foreach (InferenceSession session in (InferenceSession[])[Scene, Objects, Regions, Boxes, Masks, Faces, Embeddings])
        {
            session.Dispose();
        }
    }

    private void AddProposals(IReadOnlyList<string> photographs, Dictionary<string, PhotoWork> work)
    {
        using OpenCvDecoder decoder = new();
        using PhotosWorker worker = new(this, work, photographs, decoder);
        foreach (string photograph in photographs)
        {
            string name = Path.GetFileName(photograph);
            work[name] = work[name] with { Proposals = worker.Propose(File.ReadAllBytes(photograph), _anchors) };
        }
    }
}
