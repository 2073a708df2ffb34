using System.Text.Json.Serialization;

namespace ImageAnalytics.Training.Tuning;

/// <summary>What this folder reads and writes as JSON.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TrialRecord))]
[JsonSerializable(typeof(StudyFacts))]
internal sealed partial class TuningJson : JsonSerializerContext;
