using System.Text.Json.Serialization;
using ImageAnalytics.Engine.Lanes;

namespace ImageAnalytics.Engine.Workers;

/// <summary>How job, chunks and results travel between supervisor and worker: made at compile time, no reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkerJob))]
[JsonSerializable(typeof(Chunk))]
[JsonSerializable(typeof(List<ItemResult>))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class WireJson : JsonSerializerContext;
