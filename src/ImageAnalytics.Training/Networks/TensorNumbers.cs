using static TorchSharp.torch;

namespace ImageAnalytics.Training.Networks;

/// <summary>Numbers of tensors.</summary>
internal static class TensorNumbers
{
    /// <summary>A copy of a tensor's numbers, the last dimension varying fastest.</summary>
    public static float[] Floats(this Tensor tensor)
    {
        using Tensor plain = tensor.detach().to(ScalarType.Float32).contiguous();
        return plain.data<float>().ToArray();
    }
}
