using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cluster.Nodes;

/// <summary>How a node takes part.</summary>
/// <param name="Name">Its name, which no other living node has.</param>
/// <param name="Lanes">Images that it works on side by side.</param>
/// <param name="Map">Where folders that plans name are found here.</param>
public sealed record NodeOptions(string Name, int Lanes, PathMap Map);
