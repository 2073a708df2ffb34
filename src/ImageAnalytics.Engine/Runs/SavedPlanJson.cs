using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageAnalytics.Engine.Runs;

/// <summary>How <c>plan.json</c> is read and written: made at compile time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SavedPlanFile))]
internal sealed partial class SavedPlanJson : JsonSerializerContext;
