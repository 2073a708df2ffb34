using System.Runtime.InteropServices;
using OpenCvSharp;

namespace ImageAnalytics.Training.Trainers;

/// <summary>Tells a lack of memory from other faults: .NET, LibTorch and OpenCV each say it in their own way.</summary>
internal static class OutOfMemory
{
    /// <summary>Whether a fault is a lack of memory.</summary>
    public static bool Is(Exception fault)
        => fault is OutOfMemoryException || (fault is ExternalException or OpenCVException && fault.Message.Contains("alloc", StringComparison.OrdinalIgnoreCase));
}
