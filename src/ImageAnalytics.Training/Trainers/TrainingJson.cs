using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ImageAnalytics.Training.Trainers;

/// <summary>What this folder reads and writes as JSON.</summary>
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(TrainingState))]
internal sealed partial class TrainingJson : JsonSerializerContext;
