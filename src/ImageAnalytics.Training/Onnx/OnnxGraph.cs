using System.Runtime.InteropServices;

namespace ImageAnalytics.Training.Onnx;

/// <summary>Collects the nodes and weights of an ONNX graph, opset 17, and writes it.</summary>
/// <remarks>Names must be unique; a second one is refused. One thread at a time.</remarks>
public sealed class OnnxGraph
{
    /// <summary>The version of the operators.</summary>
    public const int OperatorSet = 17;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<OnnxNode> _nodes = [];
    private readonly List<OnnxTensor> _tensors = [];
    private readonly List<OnnxValue> _inputs = [], _outputs = [];

    internal IReadOnlyList<OnnxNode> Nodes => _nodes;

    internal IReadOnlyList<OnnxTensor> Tensors => _tensors;

    internal IReadOnlyList<OnnxValue> Inputs => _inputs;

    internal IReadOnlyList<OnnxValue> Outputs => _outputs;

    /// <summary>Adds an input of 32-bit floats.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Each dimension: a whole number, or a name where it may vary.</param>
    /// <returns>The name.</returns>
    public string Input(string name, params IReadOnlyList<object> shape)
    {
        Take(name);
        _inputs.Add(new OnnxValue(name, OnnxType.Real, shape));
        return name;
    }

    /// <summary>Declares a value as an output, under a name of its own.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">The output's name.</param>
    /// <param name="type">The type of its numbers.</param>
    /// <param name="shape">Each dimension: a whole number, or a name where it may vary; none where not even their number is stated.</param>
    public void Output(string value, string name, OnnxType type, params IReadOnlyList<object> shape)
    {
        Take(name);
        _nodes.Add(new OnnxNode("Identity", $"{name}.output", [value], [name], new Dictionary<string, object>()));
        _outputs.Add(new OnnxValue(name, type, shape));
    }

    /// <summary>Adds an operator with one result.</summary>
    /// <param name="operation">ONNX's name of the operator.</param>
    /// <param name="name">Names the node and its result.</param>
    /// <param name="inputs">What it reads; an empty name for an optional input that is left out.</param>
    /// <param name="attributes">Its attributes: <see cref="long"/>, <see cref="float"/>, <see cref="string"/>, or lists of the first two.</param>
    /// <returns>The result's name.</returns>
    public string Add(string operation, string name, IReadOnlyList<string> inputs, Dictionary<string, object>? attributes = null)
        => AddMany(operation, name, inputs, 1, attributes)[0];

    /// <summary>Adds an operator with several results.</summary>
    /// <inheritdoc cref="Add"/>
    /// <param name="operation">ONNX's name of the operator.</param>
    /// <param name="name">Names the node; the results after the first have a number behind it.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="count">How many results.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <returns>The results' names.</returns>
    public string[] AddMany(string operation, string name, IReadOnlyList<string> inputs, int count, Dictionary<string, object>? attributes = null)
    {
        string[] outputs = [.. Enumerable.Range(0, count).Select(i => i == 0 ? name : FormattableString.Invariant($"{name}.{i}"))];
        foreach (string output in outputs)
        {
            Take(output);
        }

        _nodes.Add(new OnnxNode(operation, name, [.. inputs], outputs, attributes ?? []));
        return outputs;
    }

    /// <summary>Adds constant 32-bit floats.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="values">The numbers, the last dimension varying fastest.</param>
    /// <param name="shape">Their shape; empty for one number alone.</param>
    /// <returns>The name.</returns>
    public string Weights(string name, IReadOnlyList<float> values, IReadOnlyList<long> shape)
        => Tensor(name, OnnxType.Real, values.Count, shape, MemoryMarshal.AsBytes<float>([.. values]).ToArray());

    /// <summary>Adds constant 64-bit whole numbers: a list, or with an empty shape one number alone.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="values">The numbers.</param>
    /// <param name="shape">Their shape; null for a list.</param>
    /// <returns>The name.</returns>
    public string Numbers(string name, IReadOnlyList<long> values, IReadOnlyList<long>? shape = null)
        => Tensor(name, OnnxType.Whole, values.Count, shape ?? [values.Count], MemoryMarshal.AsBytes<long>([.. values]).ToArray());

    private string Tensor(string name, OnnxType type, int count, IReadOnlyList<long> shape, byte[] raw)
    {
        if (shape.Aggregate(1L, (a, b) => a * b) != count)
        {
            throw new ArgumentException($"'{name}' has {count} numbers; expected as many as its shape says, {string.Join(" x ", shape)}.", nameof(shape));
        }

        Take(name);
        _tensors.Add(new OnnxTensor(name, type, [.. shape], raw));
        return name;
    }

    private void Take(string name)
    {
        if (!_names.Add(name))
        {
            throw new ArgumentException($"The graph has a value '{name}' already.", nameof(name));
        }
    }
}
