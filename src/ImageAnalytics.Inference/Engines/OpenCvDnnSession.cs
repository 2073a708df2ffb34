using ImageAnalytics.Inference.Cards;
using OpenCvSharp;
using OpenCvSharp.Dnn;

namespace ImageAnalytics.Inference.Engines;

/// <summary>One lane's network of OpenCV's dnn.</summary>
internal sealed unsafe class OpenCvDnnSession : IInferenceSession
{
    private readonly Net _net;
    private readonly string _modelName;
    private readonly string _inputName;
    private readonly string[] _outputNames;
    private readonly Mat[] _outputs;
    private readonly long[][] _outputShapes;
    private Mat? _input;
    private long[] _inputShape = [];
    private bool _ran;

    public OpenCvDnnSession(Net net, ModelCard card)
    {
        (_net, _modelName, _inputName) = (net, card.Name, card.Input.Name ?? "");
        _outputNames = [.. net.GetUnconnectedOutLayersNames().Select(n => n ?? "")];
        _outputs = [.. _outputNames.Select(_ => new Mat())];
        _outputShapes = new long[_outputNames.Length][];
    }

    /// <summary>OpenCV does not tell what shape a network expects.</summary>
    public IReadOnlyList<TensorSpec> Inputs => [];

    public IReadOnlyList<string> OutputNames => _outputNames;

    public Span<byte> Input(ReadOnlySpan<long> shape)
    {
        if (_input is null || !shape.SequenceEqual(_inputShape))
        {
            _input?.Dispose();
            _inputShape = shape.ToArray();
            _input = new Mat([.. _inputShape.Select(d => checked((int)d))], MatType.CV_32FC1);
        }

        long count = 1;
        foreach (long dimension in _inputShape)
        {
            count *= dimension;
        }

        return new Span<byte>(_input.DataPointer, checked((int)(count * sizeof(float))));
    }

    /// <inheritdoc/>
    /// <remarks>OpenCV cannot end a run early; the token is looked at before and after.</remarks>
    public void Run(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            _net.SetInput(_input ?? throw new InvalidOperationException("There is no input yet."), _inputName);
            _net.Forward(_outputs, _outputNames);
        }
        catch (OpenCVException e)
        {
            throw new InferenceException($"OpenCV could not run model '{_modelName}' on an input of {TensorSpec.Text(_inputShape)}: {OnnxRuntimeEngine.OneLine(e.Message)}", e);
        }

        for (int i = 0; i < _outputs.Length; i++)
        {
            _outputShapes[i] = [.. Enumerable.Range(0, _outputs[i].Dims).Select(d => (long)_outputs[i].Size(d))];
        }

        _ran = true;
        cancellationToken.ThrowIfCancellationRequested();
    }

    public TensorView Output(int index)
    {
        if (!_ran)
        {
            throw new InvalidOperationException("There is no output before the first run.");
        }

        Mat mat = _outputs[index];
        if (mat.Type() != MatType.CV_32FC1 || !mat.IsContinuous())
        {
            throw new InvalidOperationException($"Output '{_outputNames[index]}' of model '{_modelName}' is {mat.Type()}; expected 32-bit floats without gaps.");
        }

        return new TensorView(new ReadOnlySpan<float>(mat.DataPointer, checked((int)mat.Total())), _outputShapes[index]);
    }

    public void Dispose()
    {
        _input?.Dispose();
        foreach (Mat output in _outputs)
        {
            output.Dispose();
        }

        _net.Dispose();
    }
}
