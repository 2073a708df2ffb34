namespace ImageAnalytics.Training.Tests.Trainers;

/// <summary>Tests that count on torch's random numbers, of which a process has one sequence: nothing else runs beside them.</summary>
[CollectionDefinition(nameof(TorchRandomness), DisableParallelization = true)]
public sealed class TorchRandomness;
