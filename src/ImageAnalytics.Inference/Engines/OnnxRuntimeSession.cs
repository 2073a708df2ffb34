using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Sdk;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace ImageAnalytics.Inference.Engines;

/// <summary>One lane's buffers over a shared ONNX Runtime session.</summary>
/// <remarks>Nothing is allocated in a run as long as shapes stay and the network fixes its outputs' shapes.</remarks>
internal sealed class OnnxRuntimeSession : IInferenceSession
{
    private readonly SharedNetwork _network;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _runOptions = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
    private readonly string _pictureInput;
    private readonly Dictionary<string, BoundInput> _inputs;
    private readonly TensorSpec[] _outputs;
    private readonly OrtValue?[] _fixedOutputs;
    private readonly long[][] _outputShapes;
    private readonly float[][] _converted;
    private readonly bool[] _isTensor;
    private bool _allFixed;
    private readonly string _modelName;
    private IDisposableReadOnlyCollection<OrtValue>? _freeOutputs;
    private bool _disposed;

    public OnnxRuntimeSession(SharedNetwork network, ModelCard card, FileRole part)
    {
        (_network, _modelName) = (network, card.Name);
        InferenceSession session = network.Session;
        Inputs = [.. session.InputMetadata.Select(p => SpecOf(p.Key, p.Value))];
        _outputs = [.. session.OutputMetadata.Select(p => SpecOf(p.Key, p.Value))];
        OutputNames = [.. _outputs.Select(o => o.Name)];
        _inputs = session.InputMetadata.ToDictionary(p => p.Key, p => new BoundInput(p.Value.ElementDataType), StringComparer.Ordinal);
        _pictureInput = part == card.Output.Parameters.Networks[0] ? InputName(card) : "";
        _binding = session.CreateIoBinding();
        _outputShapes = [.. _outputs.Select(o => o.Shape.ToArray())];
        _converted = [.. _outputs.Select(_ => Array.Empty<float>())];
        _fixedOutputs = new OrtValue?[_outputs.Length];
        _isTensor = [.. session.OutputMetadata.Values.Select(m => m.OnnxValueType == OnnxValueType.ONNX_TYPE_TENSOR)];
        // Exports often state the outputs of one input size although others are welcome.
        _allFixed = Inputs.All(i => i.Shape.All(d => d > 0)) && _outputs.All(o => o.Element != ElementType.Other && o.Shape.Count > 0 && o.Shape.All(d => d > 0));
        for (int i = 0; i < _outputs.Length; i++)
        {
            if (_allFixed)
            {
                TensorElementType type = session.OutputMetadata[OutputNames[i]].ElementDataType;
                _fixedOutputs[i] = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, type, _outputShapes[i]);
                _binding.BindOutput(OutputNames[i], _fixedOutputs[i]!);
            }
        }
    }

    public IReadOnlyList<TensorSpec> Inputs { get; }

    public IReadOnlyList<string> OutputNames { get; }

    public bool IsReadable(int index) => _outputs[index].Element != ElementType.Other;

    public Span<byte> Input(ReadOnlySpan<long> shape) => Input(_pictureInput, shape);

    public Span<byte> Input(string name, ReadOnlySpan<long> shape)
    {
        BoundInput input = _inputs[name];
        if (input.Value is null || !shape.SequenceEqual(input.Shape))
        {
            long[] dimensions = shape.ToArray();
            Bind(name, input, OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, input.Type, dimensions), dimensions);
        }

        return input.Value!.GetTensorMutableRawData();
    }

    public void Input(string name, IModelOutputs source, int output)
    {
        TensorView view = source.Output(output);
        if (source is OnnxRuntimeSession other)
        {
            BoundInput input = _inputs[name];
            _binding.BindInput(name, other.ValueOf(output));
            input.Replace(null, view.Shape.ToArray());
            return;
        }

        view.Values.CopyTo(MemoryMarshal.Cast<byte, float>(Input(name, view.Shape)));
    }

    public void Run(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_allFixed)
        {
            ForgetOutputs();
        }

        _runOptions.Terminate = false;
        using CancellationTokenRegistration stop = cancellationToken.UnsafeRegister(static options => ((RunOptions)options!).Terminate = true, _runOptions);
        try
        {
            RunBound(cancellationToken);
        }
        catch (OnnxRuntimeException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new InferenceException($"ONNX Runtime could not run model '{_modelName}' on an input of {string.Join(" and ", _inputs.Values.Select(i => TensorSpec.Text(i.Shape)))}: {OnnxRuntimeEngine.OneLine(e.Message)}", e);
        }

        if (!_allFixed)
        {
            _freeOutputs = _binding.GetOutputValues();
            for (int i = 0; i < _outputs.Length; i++)
            {
                _outputShapes[i] = _isTensor[i] ? _freeOutputs[i].GetTensorTypeAndShape().Shape : [];
            }
        }
    }

    public TensorView Output(int index)
    {
        OrtValue value = ValueOf(index);
        if (_outputs[index].Element == ElementType.Other)
        {
            throw new PluginException($"Cannot read output '{OutputNames[index]}' of model '{_modelName}': it holds {(_isTensor[index] ? "texts, truth values or double numbers" : "no tensor")}; expected floats or whole numbers. Name another output in output.parameters of model.yaml, or export the model with one.");
        }

        return new TensorView(ToFloats(index, value), _outputShapes[index]);
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _freeOutputs?.Dispose();
        _binding.Dispose();
        foreach (BoundInput input in _inputs.Values)
        {
            input.Replace(null, []);
        }

        foreach (OrtValue? output in _fixedOutputs)
        {
            output?.Dispose();
        }

        _runOptions.Dispose();
        _network.Dispose();
    }

    private void RunBound(CancellationToken cancellationToken)
    {
        try
        {
            _network.Session.RunWithBinding(_runOptions, _binding);
        }
        catch (OnnxRuntimeException) when (_allFixed && !cancellationToken.IsCancellationRequested)
        {
            // The network may give other numbers of boxes than it states: from now on it makes its outputs itself.
            _allFixed = false;
            ForgetOutputs();
            foreach (OrtValue? output in _fixedOutputs)
            {
                output?.Dispose();
            }

            Array.Clear(_fixedOutputs);
            _network.Session.RunWithBinding(_runOptions, _binding);
        }
    }

    private OrtValue ValueOf(int output)
        => _fixedOutputs[output] ?? _freeOutputs?[output] ?? throw new InvalidOperationException("There is no output before the first run.");

    // The binding holds the memory by itself: what was bound before may go once it is replaced.
    private void Bind(string name, BoundInput input, OrtValue value, long[] shape)
    {
        _binding.BindInput(name, value);
        input.Replace(value, shape);
    }

    // A binding keeps what the last run allocated and would ask the next one for the same shapes.
    private void ForgetOutputs()
    {
        _freeOutputs?.Dispose();
        _freeOutputs = null;
        _binding.ClearBoundOutputs();
        foreach (string name in OutputNames)
        {
            _binding.BindOutputToDevice(name, OrtMemoryInfo.DefaultInstance);
        }
    }

    private static TensorSpec SpecOf(string name, NodeMetadata node)
        => node.OnnxValueType == OnnxValueType.ONNX_TYPE_TENSOR
            ? new TensorSpec(name, ElementOf(node.ElementDataType), [.. node.Dimensions.Select(d => (long)d)])
            : new TensorSpec(name, ElementType.Other, []);

    private static ElementType ElementOf(TensorElementType type) => type switch
    {
        TensorElementType.Float => ElementType.Fp32,
        TensorElementType.Float16 => ElementType.Fp16,
        TensorElementType.UInt8 => ElementType.U8,
        TensorElementType.Int32 => ElementType.I32,
        TensorElementType.Int64 => ElementType.I64,
        _ => ElementType.Other,
    };

    private string InputName(ModelCard card)
    {
        string names = string.Join(", ", Inputs.Select(i => $"'{i.Name}'"));
        if (card.Input.Name is { } name)
        {
            return Inputs.Any(i => i.Name == name)
                ? name
                : throw new PluginException($"Cannot use model '{card.Name}': its network has no input '{name}'. Set input.name in model.yaml to one of: {names}.");
        }

        return Inputs.Count == 1
            ? Inputs[0].Name
            : throw new PluginException($"Cannot use model '{card.Name}': its network has {Inputs.Count} inputs ({names}), but this program fills one, the picture's. Export it with the others as constants.");
    }

    private ReadOnlySpan<float> ToFloats(int index, OrtValue value)
    {
        ElementType element = _outputs[index].Element;
        if (element == ElementType.Fp32)
        {
            return value.GetTensorDataAsSpan<float>();
        }

        // The raw span is read only; nothing is written through it.
        ReadOnlySpan<byte> raw = value.GetTensorMutableRawData();
        return element switch
        {
            ElementType.Fp16 => Convert<Half>(index, raw),
            ElementType.U8 => Convert<byte>(index, raw),
            ElementType.I32 => Convert<int>(index, raw),
            ElementType.I64 => Convert<long>(index, raw),
            _ => throw new InvalidOperationException($"There is no reading {element}."),
        };
    }

    private ReadOnlySpan<float> Convert<T>(int index, ReadOnlySpan<byte> raw) where T : unmanaged, System.Numerics.INumberBase<T>
    {
        ReadOnlySpan<T> values = MemoryMarshal.Cast<byte, T>(raw);
        if (_converted[index].Length < values.Length)
        {
            _converted[index] = new float[values.Length];
        }

        Span<float> floats = _converted[index].AsSpan(0, values.Length);
        TensorPrimitives.ConvertTruncating(values, floats);
        return floats;
    }
}
