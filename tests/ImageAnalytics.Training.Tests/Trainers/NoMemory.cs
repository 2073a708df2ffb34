using System.Runtime.InteropServices;

namespace ImageAnalytics.Training.Tests.Trainers;

/// <summary>What torch throws when it finds no memory.</summary>
internal sealed class NoMemory(string message) : ExternalException(message);
