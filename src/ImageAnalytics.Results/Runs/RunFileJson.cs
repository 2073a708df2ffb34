using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageAnalytics.Results.Runs;

/// <summary>How the program's own part of <c>run.json</c> is read and written: made at compile time, no reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RunFile))]
internal sealed partial class RunFileJson : JsonSerializerContext;
