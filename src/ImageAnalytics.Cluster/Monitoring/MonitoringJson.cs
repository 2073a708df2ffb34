using System.Text.Json.Serialization;

namespace ImageAnalytics.Cluster.Monitoring;

/// <summary>How ended runs are written, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(List<RunState>))]
internal sealed partial class MonitoringJson : JsonSerializerContext;
