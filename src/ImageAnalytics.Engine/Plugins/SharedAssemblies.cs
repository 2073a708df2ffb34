using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Plugins;

/// <summary>The assemblies that cross the border between host and plugins: one copy of each, the host's. All else is the plugin's own.</summary>
/// <param name="Assemblies">The Sdk always; the host adds its imaging and inference libraries and their wrappers.</param>
public sealed record SharedAssemblies(IReadOnlyList<Assembly> Assemblies)
{
    /// <summary>Tells this build of the program from every other.</summary>
    public string Build { get; } = Convert.ToHexStringLower(SHA256.HashData(
        [.. Assemblies.Append(typeof(SharedAssemblies).Assembly).SelectMany(a => a.ManifestModule.ModuleVersionId.ToByteArray())]).AsSpan(0, 8));

    /// <summary>The names to share, for the loader.</summary>
    public IEnumerable<AssemblyName> Names => Assemblies.Select(a => a.GetName());

    /// <summary>What forbids a plugin to run on this host by the version rule, read from its assembly without running it.</summary>
    /// <returns>One sentence a conflict; empty when there is none.</returns>
    /// <exception cref="BadImageFormatException">The file is no .NET assembly.</exception>
    public IReadOnlyList<string> Conflicts(string assemblyPath)
    {
        using PEReader file = new(File.OpenRead(assemblyPath));
        if (!file.HasMetadata)
        {
            throw new BadImageFormatException("The file holds no .NET metadata.");
        }

        MetadataReader metadata = file.GetMetadataReader();
        Dictionary<string, Version> host = Assemblies.ToDictionary(a => a.GetName().Name!, a => a.GetName().Version!, StringComparer.OrdinalIgnoreCase);
        List<string> conflicts = [];
        foreach (AssemblyReferenceHandle handle in metadata.AssemblyReferences)
        {
            AssemblyReference reference = metadata.GetAssemblyReference(handle);
            string name = metadata.GetString(reference.Name);
            if (host.TryGetValue(name, out Version? offered) && !SdkVersion.CanHost(offered, reference.Version))
            {
                conflicts.Add($"It was built against {name} {reference.Version}, but this host has {offered} "
                    + "(same major version and no newer minor version is the rule). Build it against the host's version.");
            }
        }

        return conflicts;
    }
}
