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
    private readonly IReadOnlyDictionary<FileRole, IInferenceSession> _parts;
    private readonly bool _takesOnePicture;

    private ModelRunner(InstalledModel model, InputSpec input, IReadOnlyList<string> labels, IReadOnlyDictionary<FileRole, IInferenceSession> parts)
    {
        (Model, _input, Labels, _parts, _session) = (model, input, labels, parts, parts[model.Card.Output.Parameters.Networks[0]]);
        _preparer = new PicturePreparer(_input.Preparation);
        _packer = new PixelPacker(_input.Channels, _input.Layout, _input.Scaling);
        Decoder = DecoderCatalog.Make(model.Card.Output);
        (Decoder as IPartsDecoder)?.Open(parts);
        _takesOnePicture = PictureSpec is { Shape.Count: 3 };
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

    /// <summary>How pictures are prepared for it.</summary>
    public InputSpec Input => _input;

    /// <summary>The labels, class 0 first.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Reads the network's output; bound to it.</summary>
    public IOutputDecoder Decoder { get; }

    /// <summary>Whether regions of one image go into one run: the card allows it, and a trial gave bit-equal answers.</summary>
    public bool Batches { get; private set; }

    /// <summary>The colour on which the host puts transparent pixels, as the card says: what an analyzer gives for <see cref="IDeclaresBackground"/>.</summary>
    public BackgroundColour? Background => _input.Background;

    /// <summary>Opens a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">Threads that one run may use.</param>
    /// <param name="accelerator">What runs it.</param>
    /// <param name="without">The role of a part that is not wanted and not opened, of a model whose network is in parts; null to open all.</param>
    /// <exception cref="PluginException">Files do not match the card, or the network does not: names every problem.</exception>
    public static ModelRunner Open(InstalledModel model, int threads = 1, Accelerator accelerator = Accelerator.Cpu, FileRole? without = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Open(model, model.Card.Input, threads, accelerator, without);
    }

    /// <summary>Opens a model that is to see pictures prepared otherwise than its card says.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">How pictures are prepared; everything else as the card says.</param>
    /// <param name="threads">Threads that one run may use.</param>
    /// <param name="accelerator">What runs it.</param>
    /// <param name="without">The role of a part that is not wanted and not opened, of a model whose network is in parts; null to open all.</param>
    /// <exception cref="PluginException">Files do not match the card, or the network does not: names every problem.</exception>
    public static ModelRunner Open(InstalledModel model, InputSpec input, int threads, Accelerator accelerator, FileRole? without = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        IInferenceEngine engine = InferenceEngines.For(model.Card.Engine);
        Dictionary<FileRole, IInferenceSession> parts = [];
        ModelRunner? runner = null;
        try
        {
            foreach (FileRole part in model.Card.Output.Parameters.Networks.Where(part => part != without))
            {
                parts.Add(part, engine.Open(new SessionRequest(model, threads, accelerator, part)));
            }

            runner = new ModelRunner(model, input, model.ReadLabels(), parts);
            runner.Try(engine.Name);
            runner.Batches = input.DynamicBatch && BatchTrial.Passes(runner._session, runner._input);
            return runner;
        }
        catch
        {
            runner?._preparer.Dispose();
            Close(parts);
            throw;
        }
    }

    /// <summary>Runs the network on every region of one image.</summary>
    /// <param name="regions">The regions; borrowed.</param>
    /// <param name="answer">Told of each region's answer, in their order.</param>
    /// <param name="cancellationToken">Ends a run early where the engine can.</param>
    /// <exception cref="InferenceException">The engine failed.</exception>
    /// <exception cref="InvalidOperationException">The network gave numbers that are none.</exception>
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
                frame = new DecoderFrame(batch, prepared.Width, prepared.Height, Labels.Count) { Cancellation = cancellationToken };
                Pack(prepared, i, batch);
            }

            _session.Run(cancellationToken);
            for (int i = 0; i < batch; i++)
            {
                FiniteNumbers.Require(_session, i, batch);
                answer(regions[start + i], _session, frame, i, _mappings[i]);
            }

            start += batch;
        }
    }

    /// <summary>Frees the lane's buffers, and the weights when no other lane uses them.</summary>
    public void Dispose()
    {
        _preparer.Dispose();
        Close(_parts);
    }

    private static void Close(IReadOnlyDictionary<FileRole, IInferenceSession> parts)
    {
        foreach (IInferenceSession session in parts.Values)
        {
            session.Dispose();
        }
    }

    // The picture's input; null where the engine does not know.
    private TensorSpec? PictureSpec => _session.Inputs.FirstOrDefault(i => _input.Name is null || i.Name == _input.Name);

    // Networks with a number of boxes that differs from picture to picture often take a picture without the dimension of the batch.
    private long[] ShapeOf(int batch, int width, int height)
    {
        long[] shape = _input.Shape(batch, width, height);
        return _takesOnePicture ? shape[1..] : shape;
    }

    private void Pack(PixelView prepared, int item, int batch)
    {
        Span<byte> all = _session.Input(ShapeOf(batch, prepared.Width, prepared.Height));
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
        long[] shape = ShapeOf(1, size.Width, size.Height);
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
        if (PictureSpec is not { } spec)
        {
            return;
        }

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
            string fix = spec.Element is ElementType.Fp32 or ElementType.Fp16 or ElementType.U8 ? $"Set input.number in '{CardPath}'." : "Export it with an input of fp32, fp16 or uint8.";
            problems.Add($"its input '{spec.Name}' holds {Word(spec.Element)}, but model.yaml prepares {Word(expected)}. {fix}");
        }

        if (_input.DynamicBatch && (_takesOnePicture || (spec.Shape.Count > 0 && spec.Shape[0] >= 0)))
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
        ElementType.I32 => "int32",
        ElementType.I64 => "int64",
        ElementType.Other => "another kind of numbers",
        _ => element.ToString(),
    };

    private string Fix(TensorSpec spec, long[] shape)
    {
        if (spec.Shape.Count != shape.Length)
        {
            return $"A picture's input has {shape.Length} dimensions: this network cannot be used with '{CardPath}'.";
        }

        if (!_takesOnePicture && spec.Shape[0] > 1)
        {
            return $"It takes {spec.Shape[0]} pictures at once and no fewer: export it with a batch of 1, or with a free one.";
        }

        int without = _takesOnePicture ? 1 : 0;
        (int height, int width, int channel) = _input.Layout == TensorLayout.Nchw ? (2 - without, 3 - without, 1 - without) : (1 - without, 2 - without, 3 - without);
        if (spec.Shape[channel] >= 0 && spec.Shape[channel] != shape[channel])
        {
            return $"Check input.layout and input.channels in '{CardPath}'.";
        }

        if (_input.Preparation.Mode == ResizeMode.ShorterSide)
        {
            return $"It takes pictures of one size alone: set 'resize: letterbox' or 'stretch' in '{CardPath}', with input.width {Side(spec.Shape[width], shape[width])} and input.height {Side(spec.Shape[height], shape[height])}.";
        }

        return $"Set input.width to {Side(spec.Shape[width], shape[width])} and input.height to {Side(spec.Shape[height], shape[height])} in '{CardPath}'.";

        static long Side(long network, long card) => network >= 0 ? network : card;
    }
}
