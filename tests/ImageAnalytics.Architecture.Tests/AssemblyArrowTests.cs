using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ImageAnalytics.Architecture.Tests;

/// <summary>What the built assemblies really use: a reference that flows through another project shows here only.</summary>
public sealed class AssemblyArrowTests
{
    public static TheoryData<string> Sources() => ProjectArrowTests.Sources();

    [Theory]
    [MemberData(nameof(Sources))]
    public void SourceAssembly_UsesOnlyWhatIsInwards(string project)
    {
        string assembly = NewestBuild(Path.Combine(Repository.Root, "src", project, "bin"), project + ".dll");
        Assert.Empty(ProductReferences(assembly).Except(Arrows.Direct[project]));
    }

    [Fact]
    public void PluginAssemblies_UseOnlyContractImagingAndInference()
    {
        string plugins = Path.Combine(Repository.Root, "artifacts", "plugins");
        string[] assemblies = [.. Directory.EnumerateFiles(plugins, "ImageAnalytics.Plugins.*.dll", SearchOption.AllDirectories)];
        Assert.NotEmpty(assemblies);
        Assert.All(assemblies, assembly => Assert.Empty(ProductReferences(assembly).Except(Arrows.FacePlugin)));
    }

    [Fact]
    public void PluginFolders_HoldNoCopyOfWhatTheHostShares()
    {
        string plugins = Path.Combine(Repository.Root, "artifacts", "plugins");
        string[] shared = ["ImageAnalytics.Sdk.dll", "ImageAnalytics.Imaging.dll", "ImageAnalytics.Inference.dll", "OpenCvSharp.dll", "Microsoft.ML.OnnxRuntime.dll", "libonnxruntime.so", "libOpenCvSharpExtern.so"];
        Assert.DoesNotContain(Directory.EnumerateFiles(plugins, "*", SearchOption.AllDirectories), f => shared.Contains(Path.GetFileName(f)));
    }

    private static string NewestBuild(string bin, string file)
        => Directory.EnumerateFiles(bin, file, SearchOption.AllDirectories).MaxBy(File.GetLastWriteTimeUtc)
            ?? throw new FileNotFoundException($"'{file}' was not built below '{bin}'.");

    // Read from metadata, never loaded: no native code is needed, and nothing runs.
    private static IReadOnlyList<string> ProductReferences(string assembly)
    {
        using PEReader file = new(File.OpenRead(assembly));
        MetadataReader metadata = file.GetMetadataReader();
        return
        [
            .. metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name))
                .Where(name => name.StartsWith("ImageAnalytics.", StringComparison.Ordinal)),
        ];
    }
}
