namespace ImageAnalytics.Sdk;

/// <summary>What runs the networks.</summary>
public enum Accelerator
{
    /// <summary>The processor's cores.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU through CUDA.</summary>
    Cuda,
}
