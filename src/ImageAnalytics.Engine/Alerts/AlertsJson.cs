using System.Text.Json.Serialization;

namespace ImageAnalytics.Engine.Alerts;

/// <summary>How <c>alerts.json</c> is written and read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AlertsFile))]
internal sealed partial class AlertsJson : JsonSerializerContext;
