using System.Runtime.InteropServices;
using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Running;

/// <summary>A model at work for one lane: prepares regions, runs the network, and hands its output to whoever reads it.</summary>
/// <remarks>Used from one thread at a time. Several runners of one model share its weights where the engine allows it.</remarks>
public sealed class ModelRunner : IDisposable
{
    /// <summary>Most regions in one run of a model with a dynamic batch.</summary>
    public const int LargestBatch = 8;

    private readonly InputSpec _input;
    private readonly IInferenceSession _session;
    private readonly PicturePreparer _preparer;
    private readonly PixelPacker _packer;
    private readonly InputMapping[] _mappings = new InputMapping[LargestBatch];

    private ModelRunner(InstalledModel model, InputSpec input, IReadOnlyList<string> labels, IInferenceSession session, bool batches)
    {
        (Model, _input, Labels, _session, Batches) = (model, input, labels, session, batches);
        _preparer = new PicturePreparer(_input.Preparation);
        _packer = new PixelPacker(_input.Channels, _input.Layout, _input.Scaling);
        Decoder = DecoderCatalog.Make(model.Card.Output);
    }

    /// <summary>Told of one region's answer.</summary>
    /// <param name="region">The region.</param>
    /// <param name="outputs">What the network gave; borrowed.</param>
    /// <param name="frame">What it saw.</param>
    /// <param name="item">The region's place in the run.</param>
    /// <param name="mapping">From prepared pixels to the region's.</param>
    public delegate void Answer(Region region, IModelOutputs outputs, DecoderFrame frame, int item, InputMapping mapping);

    /// <summary>The model.</summary>
    public InstalledModel Model { get; }

    /// <summary>The labels, class 0 first.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Reads the network's output; bound to it.</summary>
    public IOutputDecoder Decoder { get; }

    /// <summary>Whether regions of one image go into one run: the card allows it, and a trial gave bit-equal answers.</summary>
    public bool Batches { get; private set; }

    /// <summary>Opens a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">Threads that one run may use.</param>
    /// <param name="accelerator">What runs it.</param>
    /// <exception cref="PluginException">Files do not match the card, or the network does not: names every problem.</exception>
    public static ModelRunner Open(InstalledModel model, int threads = 1, Accelerator accelerator = Accelerator.Cpu)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Open(model, model.Card.Input, threads, accelerator);
    }

    /// <summary>Opens a model that is to see pictures prepared otherwise than its card says.</summary>
    internal static ModelRunner Open(InstalledModel model, InputSpec input, int threads, Accelerator accelerator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        IInferenceEngine engine = InferenceEngines.For(model.Card.Engine);
        IInferenceSession session = engine.Open(new SessionRequest(model, threads, accelerator));
        ModelRunner? runner = null;
        try
        {
            runner = new ModelRunner(model, input, model.ReadLabels(), session, batches: false);
            runner.Try(engine.Name);
            runner.Batches = input.DynamicBatch && BatchTrial.Passes(runner._session, runner._input);
            return runner;
        }
        catch
        {
            runner?._preparer.Dispose();
            session.Dispose();
            throw;
        }
    }

    /// <summary>Runs the network on every region of one image.</summary>
    /// <param name="regions">The regions; borrowed.</param>
    /// <param name="answer">Told of each region's answer, in their order.</param>
    /// <param name="cancellationToken">Ends a run early where the engine can.</param>
    /// <exception cref="InferenceException">The engine failed.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public void Run(IReadOnlyList<Region> regions, Answer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(regions);
        ArgumentNullException.ThrowIfNull(answer);
        for (int start = 0; start < regions.Count;)
        {
            int batch = Batches && _input.Preparation.Mode != ResizeMode.ShorterSide ? Math.Min(LargestBatch, regions.Count - start) : 1;
            DecoderFrame frame = default;
            for (int i = 0; i < batch; i++)
            {
                PixelView prepared = _preparer.Prepare(regions[start + i].Pixels, out _mappings[i]);
                frame = new DecoderFrame(batch, prepared.Width, prepared.Height, Labels.Count);
                Pack(prepared, i, batch);
            }

            _session.Run(cancellationToken);
            for (int i = 0; i < batch; i++)
            {
                answer(regions[start + i], _session, frame, i, _mappings[i]);
            }

            start += batch;
        }
    }

    /// <summary>Frees the lane's buffers, and the weights when no other lane uses them.</summary>
    public void Dispose()
    {
        _preparer.Dispose();
        _session.Dispose();
    }

    private void Pack(PixelView prepared, int item, int batch)
    {
        Span<byte> all = _session.Input(_input.Shape(batch, prepared.Width, prepared.Height));
        int length = all.Length / batch;
        Span<byte> place = all.Slice(item * length, length);
        switch (_input.Number)
        {
            case TensorNumber.Fp16:
                _packer.Pack(prepared, MemoryMarshal.Cast<byte, Half>(place));
                break;
            case TensorNumber.U8:
                _packer.Pack(prepared, place);
                break;
            default:
                _packer.Pack(prepared, MemoryMarshal.Cast<byte, float>(place));
                break;
        }
    }

    // One run on an empty picture: what does not fit shows now and not with the first image.
    private void Try(string engineName)
    {
        PreparationSpec preparation = _input.Preparation;
        PreparedSize size = _preparer.Plan(Math.Max(preparation.Width, preparation.ShorterSide), Math.Max(preparation.Height, preparation.ShorterSide));
        long[] shape = _input.Shape(1, size.Width, size.Height);
        CheckInput(shape);
        _session.Input(shape).Clear();
        try
        {
            _session.Run(CancellationToken.None);
        }
        catch (InferenceException e)
        {
            throw new PluginException(
                $"Cannot use model '{Model.Name}': {engineName} could not run it on the input {TensorSpec.Text(shape)} that its card prepares. "
                + $"{e.Message} Correct 'input' in '{CardPath}'.",
                e);
        }

        List<string> problems = [];
        Decoder.Bind(_session, new DecoderFrame(1, size.Width, size.Height, Labels.Count), problems);
        if (problems.Count > 0)
        {
            throw new PluginException([.. problems.Select(p => $"Cannot use model '{Model.Name}' ('{CardPath}'): {p}")]);
        }
    }

    private string CardPath => Path.Combine(Model.Folder, ModelCard.FileName);

    private void CheckInput(long[] shape)
    {
        if (_session.Inputs.Count == 0)
        {
            return;
        }

        TensorSpec spec = _input.Name is { } name ? _session.Inputs.First(i => i.Name == name) : _session.Inputs[0];
        if (_session.Inputs.Count > 1)
        {
            throw new PluginException($"Cannot use model '{Model.Name}': its network has {_session.Inputs.Count} inputs, but this program fills one.");
        }

        ElementType expected = _input.Number switch
        {
            TensorNumber.Fp16 => ElementType.Fp16,
            TensorNumber.U8 => ElementType.U8,
            _ => ElementType.Fp32,
        };
        List<string> problems = [];
        if (!spec.Accepts(shape))
        {
            problems.Add($"its input '{spec.Name}' has the shape {TensorSpec.Text(spec.Shape)}, but model.yaml prepares {TensorSpec.Text(shape)}. {Fix(spec, shape)}");
        }

        if (spec.Element != expected)
        {
            problems.Add($"its input '{spec.Name}' holds {Word(spec.Element)}, but model.yaml prepares {Word(expected)}. Set input.number in '{CardPath}'.");
        }

        if (_input.DynamicBatch && spec.Shape.Count > 0 && spec.Shape[0] >= 0)
        {
            problems.Add($"model.yaml says 'batch: dynamic', but its input '{spec.Name}' has the shape {TensorSpec.Text(spec.Shape)}. Set 'batch: single' in '{CardPath}'.");
        }

        if (problems.Count > 0)
        {
            throw new PluginException([.. problems.Select(p => $"Cannot use model '{Model.Name}': {p}")]);
        }
    }

    private static string Word(ElementType element) => element switch
    {
        ElementType.Fp32 => "fp32",
        ElementType.Fp16 => "fp16",
        ElementType.U8 => "uint8",
        _ => element.ToString(),
    };

    private string Fix(TensorSpec spec, long[] shape)
    {
        if (spec.Shape.Count != shape.Length)
        {
            return $"A picture's input has {shape.Length} dimensions: this network cannot be used with '{CardPath}'.";
        }

        (int height, int width, int channel) = _input.Layout == TensorLayout.Nchw ? (2, 3, 1) : (1, 2, 3);
        if (spec.Shape[channel] >= 0 && spec.Shape[channel] != shape[channel])
        {
            return $"Check input.layout and input.channels in '{CardPath}'.";
        }

        return $"Set input.width to {Side(spec.Shape[width], shape[width])} and input.height to {Side(spec.Shape[height], shape[height])} in '{CardPath}'.";

        static long Side(long network, long card) => network >= 0 ? network : card;
    }
}
