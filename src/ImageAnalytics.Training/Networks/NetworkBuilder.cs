using System.Globalization;
using ImageAnalytics.Training.Networks.Operations;

namespace ImageAnalytics.Training.Networks;

/// <summary>Puts a network together, layer by layer. Values are known by their names.</summary>
/// <remarks>Node names follow from kinds and order, so equal descriptions give equal names and weights can be loaded again.</remarks>
public sealed class NetworkBuilder
{
    private readonly List<string> _inputs = [];
    private readonly List<NetworkNode> _nodes = [];
    private readonly Dictionary<string, int> _channels = new(StringComparer.Ordinal);

    /// <summary>Adds an input.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="channels">Its channels.</param>
    /// <returns>The name.</returns>
    public string Input(string name, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        _channels.Add(name, channels);
        _inputs.Add(name);
        return name;
    }

    /// <summary>The channels of an input or of a layer's result.</summary>
    public int ChannelsOf(string name) => _channels[name];

    /// <summary>Adds a layer.</summary>
    /// <param name="operation">What it does.</param>
    /// <param name="inputs">What it reads.</param>
    /// <returns>The name of its result.</returns>
    /// <exception cref="ArgumentException">An input is not known, or their channels do not fit.</exception>
    public string Add(Operation operation, params IReadOnlyList<string> inputs)
    {
        ArgumentNullException.ThrowIfNull(operation);
        foreach (string input in inputs.Where(i => !_channels.ContainsKey(i)))
        {
            throw new ArgumentException($"The network has no value '{input}'.", nameof(inputs));
        }

        string name = string.Create(CultureInfo.InvariantCulture, $"{operation.GetType().Name.ToLowerInvariant()}{_nodes.Count + 1}");
        _channels.Add(name, operation.ChannelsOf([.. inputs.Select(i => _channels[i])]));
        _nodes.Add(new NetworkNode(name, operation, [.. inputs]));
        return name;
    }

    /// <summary>A convolution whose result is as large as its input divided by the stride, with normalization and activation.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="channels">Channels of the result.</param>
    /// <param name="kernel">Side of the kernel, odd.</param>
    /// <param name="stride">Cells from one place to the next.</param>
    /// <param name="activation">The function; null for none.</param>
    public string ConvolutionBlock(string input, int channels, int kernel = 3, int stride = 1, ActivationKind? activation = ActivationKind.Relu)
    {
        string result = Add(new BatchNormalization(), Add(new Convolution(channels, kernel, stride, kernel / 2, Bias: false), input));
        return activation is { } kind ? Add(new Activation(kind), result) : result;
    }

    /// <summary>A residual block (He et al., Deep residual learning, 2016, figure 2): two 3 × 3 convolutions, to which the input is added.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="channels">Channels of the result.</param>
    /// <param name="stride">Of the first convolution.</param>
    public string ResidualBlock(string input, int channels, int stride = 1)
    {
        string inner = ConvolutionBlock(ConvolutionBlock(input, channels, stride: stride), channels, activation: null);
        string direct = stride == 1 && _channels[input] == channels ? input : ConvolutionBlock(input, channels, 1, stride, null);
        return Add(new Activation(ActivationKind.Relu), Add(new Addition(), inner, direct));
    }

    /// <summary>The finished network.</summary>
    /// <param name="outputs">What it gives.</param>
    public NetworkGraph Build(params IReadOnlyList<string> outputs)
        => outputs.FirstOrDefault(o => !_channels.ContainsKey(o)) is { } unknown
            ? throw new ArgumentException($"The network has no value '{unknown}'.", nameof(outputs))
            : new NetworkGraph([.. _inputs], [.. _nodes], [.. outputs], new Dictionary<string, int>(_channels, StringComparer.Ordinal));
}
