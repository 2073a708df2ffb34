namespace ImageAnalytics.Architecture.Tests;

/// <summary>What the project files say.</summary>
public sealed class ProjectArrowTests
{
    public static TheoryData<string> Sources() =>
        [.. Repository.Projects("src").Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(name => name != "ImageAnalytics.Cli")];

    public static TheoryData<string> Plugins() => [.. Repository.Projects("plugins", "samples/plugins").Select(Path.GetFileNameWithoutExtension).OfType<string>()];

    [Theory]
    [MemberData(nameof(Sources))]
    public void SourceProject_RefersOnlyInwards(string project)
    {
        Assert.True(Arrows.Direct.TryGetValue(project, out string[]? allowed), $"'{project}' has no entry in Arrows.Direct. Add it with what it may refer to.");
        Assert.Empty(Repository.ProjectReferences(FileOf(project, "src")).Except(allowed!));
    }

    [Theory]
    [MemberData(nameof(Plugins))]
    public void Plugin_NeverRefersToEngineOrResults(string plugin)
    {
        string[] allowed = plugin == "Face" ? Arrows.FacePlugin : Arrows.Plugin;
        Assert.Empty(Repository.ProjectReferences(FileOf(plugin, "plugins", "samples/plugins")).Except(allowed));
    }

    [Fact]
    public void Sdk_HasNoPackages()
        => Assert.Empty(Repository.PackageReferences(FileOf("ImageAnalytics.Sdk", "src")));

    [Fact]
    public void HeavyPackages_StandBehindOneProjectEach()
    {
        IEnumerable<string> wrong =
            from project in Repository.Projects("src")
            let name = Path.GetFileNameWithoutExtension(project)
            from package in Repository.PackageReferences(project)
            where Arrows.Packages.TryGetValue(package, out string[]? allowed) && !allowed.Contains(name)
            select $"{name} → {package}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Solution_HoldsEveryProject()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "ImageAnalytics.sln")).Replace('\\', '/');
        Assert.DoesNotContain(
            Repository.Projects("src", "plugins", "tests", "benchmarks").Select(p => Path.GetRelativePath(Repository.Root, p)),
            p => !p.Contains("/Fixtures/", StringComparison.Ordinal) && !solution.Contains(p, StringComparison.Ordinal));
    }

    [Fact]
    public void EverySourceProject_HasItsTests()
        => Assert.DoesNotContain(
            Repository.Projects("src").Select(Path.GetFileNameWithoutExtension),
            name => !Directory.Exists(Path.Combine(Repository.Root, "tests", name + ".Tests")));

    [Fact]
    public void EveryPackageInUse_IsExplainedInTheDocumentation()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "dependencies.md"));
        Assert.DoesNotContain(
            Repository.Projects("src", "plugins", "tests", "benchmarks").SelectMany(Repository.PackageReferences).Distinct(),
            package => !page.Contains(package, StringComparison.Ordinal));
    }

    private static string FileOf(string name, params string[] folders)
        => Repository.Projects(folders).Single(p => Path.GetFileNameWithoutExtension(p) == name);
}
