using System.Text.Json.Nodes;

namespace ImageAnalytics.Sdk;

/// <summary>One option of a plugin, for help texts and schemas.</summary>
/// <param name="Name">Its name in the pipeline file.</param>
/// <param name="Type">Its .NET type.</param>
/// <param name="Expected">The type in words.</param>
/// <param name="Default">Its value when the pipeline file does not give one.</param>
/// <param name="Range">Smallest and largest value; null without limits.</param>
/// <param name="Text">What it does.</param>
public sealed record OptionDescription(string Name, Type Type, string Expected, JsonNode? Default, (double Minimum, double Maximum)? Range, string Text);
