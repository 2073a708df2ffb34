using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageAnalytics.Sdk;

/// <summary>How <c>plugin.json</c> is read: made at compile time, because reflection would cost every start of the program a tenth of a second.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    MaxDepth = 8)]
[JsonSerializable(typeof(PluginManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
