namespace ImageAnalytics.Training.Networks;

/// <summary>One layer of a network.</summary>
/// <param name="Name">Names the node and its result; unique in its network.</param>
/// <param name="Operation">What it does.</param>
/// <param name="Inputs">Names of what it reads: inputs of the network, or earlier nodes.</param>
public sealed record NetworkNode(string Name, Operation Operation, IReadOnlyList<string> Inputs);
