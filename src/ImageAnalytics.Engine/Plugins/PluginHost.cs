using System.Reflection;
using ImageAnalytics.Sdk;
using McMaster.NETCore.Plugins;

namespace ImageAnalytics.Engine.Plugins;

/// <summary>Loads plugins, each into a load context of its own with its private dependencies. Keeps them until the process ends.</summary>
/// <remarks>Safe on several threads at once. To load changed bytes, start a new process: native libraries stay mapped.</remarks>
public sealed class PluginHost
{
    private readonly SharedAssemblies _shared;
    private readonly Dictionary<string, IModelPlugin> _loaded = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Prepares a host.</summary>
    /// <param name="shared">The assemblies that plugins get from the host; everything else is their own.</param>
    public PluginHost(SharedAssemblies shared) => _shared = shared;

    /// <summary>Loads a plugin, or gives the one loaded before.</summary>
    /// <exception cref="PluginException">It cannot be loaded; says why and what to do.</exception>
    public IModelPlugin Load(PluginEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        lock (_lock)
        {
            if (!_loaded.TryGetValue(entry.Folder, out IModelPlugin? plugin))
            {
                _loaded[entry.Folder] = plugin = LoadNew(entry);
            }

            return plugin;
        }
    }

    private IModelPlugin LoadNew(PluginEntry entry)
    {
        if (entry.Problem is not null)
        {
            throw new PluginException($"The plugin '{entry.Id}' in '{entry.Folder}' cannot be used: {entry.Problem}");
        }

        try
        {
            // Not disposed on purpose: a plugin stays loaded as long as the process lives.
            PluginLoader loader = PluginLoader.CreateFromAssemblyFile(entry.AssemblyPath, config =>
            {
                config.PreferSharedTypes = false;
                // Otherwise everything that the shared assemblies refer to is loaded at once, most of the framework: about 80 ms.
                config.IsLazyLoaded = true;
                foreach (AssemblyName name in _shared.Names)
                {
                    config.SharedAssemblies.Add(name);
                }
            });
            Type[] candidates = [.. loader.LoadDefaultAssembly().GetExportedTypes().Where(t => t is { IsClass: true, IsAbstract: false } && typeof(IModelPlugin).IsAssignableFrom(t))];
            return candidates.Length == 1
                ? (IModelPlugin)Activator.CreateInstance(candidates[0])!
                : throw new PluginException($"The plugin '{entry.Id}' cannot be loaded: '{entry.Manifest!.Assembly}' has {candidates.Length} public classes that implement {nameof(IModelPlugin)}; expected exactly one.");
        }
        catch (Exception e) when (e is not PluginException)
        {
            Exception cause = e is TargetInvocationException { InnerException: { } inner } ? inner : e;
            string detail = cause is ReflectionTypeLoadException types ? string.Join(" ", types.LoaderExceptions.Select(l => l?.Message).Distinct()) : cause.Message;
            throw new PluginException($"The plugin '{entry.Id}' in '{entry.Folder}' cannot be loaded: {detail}", e);
        }
    }
}
