using System.Text.Json.Nodes;

namespace ImageAnalytics.Sdk;

/// <summary>What a plugin is given to open an analyzer.</summary>
public sealed class AnalyzerContext
{
    /// <summary>The role under which a step's only model is found.</summary>
    public const string DefaultRole = "model";

    /// <summary>The step's id in the pipeline file, for messages.</summary>
    public required string StepId { get; init; }

    /// <summary>
    /// Role to the absolute path of a model folder (which holds <c>model.yaml</c>). A step's single <c>model:</c> has the role <c>model</c>.
    /// The files' sha256 were checked by the host.
    /// </summary>
    public required IReadOnlyDictionary<string, string> ModelFolders { get; init; }

    /// <summary>The step's options as written in the pipeline file; read them with <see cref="ReadOptions{T}"/>.</summary>
    public JsonObject Options { get; init; } = [];

    /// <summary>Folder of the pipeline file, absolute: what relative paths in options start from. The working folder where there is no file.</summary>
    public string PipelineFolder { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>Folder in which the user's data is kept between runs, absolute; galleries of faces are in its <c>galleries</c>.</summary>
    public string DataFolder { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>Threads that one network run may use. The host decides about cores; a plugin starts no pool of its own.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>What runs the networks.</summary>
    public Accelerator Accelerator { get; init; }

    /// <summary>Where to say what a person should know.</summary>
    public required IAnalyzerLog Log { get; init; }

    /// <summary>The options as the plugin's record, checked.</summary>
    /// <exception cref="PluginException">An option is unknown, of the wrong type or out of range; names every problem.</exception>
    public T ReadOptions<T>() where T : class, new() => PluginOptions.Read<T>(Options);

    /// <summary>The model folder of a role.</summary>
    /// <exception cref="PluginException">The step names no model for this role.</exception>
    public string ModelFolder(string role = DefaultRole)
        => ModelFolders.TryGetValue(role, out string? folder)
            ? folder
            : throw new PluginException(
                $"Step '{StepId}' names no model for the role '{role}'. "
                + (role == DefaultRole ? "Add 'model: NAME' to the step." : $"Add 'models: {{ {role}: NAME }}' to the step."));
}
