using System.Text.Json;

namespace ImageAnalytics.Sdk;

/// <summary>What <c>plugin.json</c> says, read without running any code of the plugin.</summary>
public sealed record PluginManifest
{
    /// <summary>The file's name in the plugin's folder.</summary>
    public const string FileName = "plugin.json";

    /// <summary>The name by which pipeline files call it: lower-case words joined by hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>The plugin's own version.</summary>
    public required string Version { get; init; }

    /// <summary>The version of this contract that it was built for, such as 1.0.</summary>
    public required string Sdk { get; init; }

    /// <summary>The assembly's file name in the same folder.</summary>
    public required string Assembly { get; init; }

    /// <summary>One sentence: what it does.</summary>
    public required string Description { get; init; }

    /// <summary>Tasks of the models that it runs, as their model.yaml say them.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    /// <summary>Kinds of observation that it emits, of <see cref="ObservationKinds"/>.</summary>
    public required IReadOnlyList<string> Emits { get; init; }

    /// <summary>The roles of the models that a step must name; <c>model</c> alone when left out, none when empty.</summary>
    public IReadOnlyList<string> Roles { get; init => field = value ?? [AnalyzerContext.DefaultRole]; } = [AnalyzerContext.DefaultRole];

    /// <summary>The roles of models that a step may name besides, but need not.</summary>
    public IReadOnlyList<string> OptionalRoles { get; init => field = value ?? []; } = [];

    /// <summary>Its licence, as an SPDX expression.</summary>
    public string? Licence { get; init; }

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">Absolute path of <c>plugin.json</c>.</param>
    /// <exception cref="PluginException">The file cannot be read, is no manifest, or names a file outside its folder.</exception>
    public static PluginManifest Load(string path)
    {
        try
        {
            PluginManifest manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), ManifestJson.Default.PluginManifest)
                ?? throw new JsonException("The file holds null.");
            return Check(manifest, path);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new PluginException($"Cannot read the plugin manifest '{path}': {e.Message}", e);
        }
    }

    private static PluginManifest Check(PluginManifest manifest, string path)
    {
        // JSON can say null where the type says that there is something.
        string[] missing = [.. manifest.Missing()];
        if (missing.Length > 0)
        {
            throw new PluginException($"'{path}': {string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} null or {(missing.Length == 1 ? "holds" : "hold")} null; expected texts.");
        }

        List<string> problems = [];
        if (manifest.Id.Length is 0 or > 64 || !manifest.Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            problems.Add($"'{path}': id '{manifest.Id}' is not lower-case letters, digits and hyphens, 1 to 64 characters.");
        }

        if (!System.Version.TryParse(manifest.Sdk, out _))
        {
            problems.Add($"'{path}': sdk '{manifest.Sdk}' is no version such as {SdkVersion.Current}.");
        }

        if (manifest.Assembly != Path.GetFileName(manifest.Assembly) || !manifest.Assembly.EndsWith(".dll", StringComparison.Ordinal))
        {
            problems.Add($"'{path}': assembly '{manifest.Assembly}' is not the name of a .dll file in the same folder.");
        }

        problems.AddRange(manifest.OptionalRoles.Intersect(manifest.Roles).Select(role =>
            $"'{path}': the role '{role}' stands in 'roles' and in 'optionalRoles'; expected one of them."));
        problems.AddRange(manifest.Emits.Except(ObservationKinds.All).Select(kind =>
            $"'{path}': emits '{kind}' is no kind of observation. Expected one of: {string.Join(", ", ObservationKinds.All)}."));
        return problems.Count == 0 ? manifest : throw new PluginException(problems);
    }

    private IEnumerable<string> Missing()
    {
        (string Name, bool IsMissing)[] all =
        [
            ("id", Id is null), ("version", Version is null), ("sdk", Sdk is null), ("assembly", Assembly is null), ("description", Description is null),
            ("tasks", Lacks(Tasks)), ("emits", Lacks(Emits)), ("roles", Lacks(Roles)), ("optionalRoles", Lacks(OptionalRoles)),
        ];
        return all.Where(p => p.IsMissing).Select(p => p.Name);
    }

    private static bool Lacks(IReadOnlyList<string>? texts) => texts is null || texts.Contains(null!);
}
