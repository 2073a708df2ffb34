using System.Xml.Linq;

namespace ImageAnalytics.Architecture.Tests;

/// <summary>The clone that these tests were built from: its project files and where their assemblies are.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>All projects below the given top folders, as absolute paths in ordinal order.</summary>
    public static IReadOnlyList<string> Projects(params string[] folders) =>
    [
        .. folders.Select(f => Path.Combine(Root, f)).Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*.csproj", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Names of the projects that a project file refers to, the shared settings above it included.</summary>
    public static IEnumerable<string> ProjectReferences(string project) => Includes(project, "ProjectReference")
        .Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    /// <summary>Names of the packages that a project file refers to, the shared settings above it included.</summary>
    public static IEnumerable<string> PackageReferences(string project) => Includes(project, "PackageReference");

    private static IEnumerable<string> Includes(string project, string item)
        => Settings(project).SelectMany(file => XDocument.Load(file).Descendants(item))
            .Select(element => (string?)element.Attribute("Include")).OfType<string>();

    private static IEnumerable<string> Settings(string project)
    {
        yield return project;
        for (string? folder = Path.GetDirectoryName(project); folder?.Length >= Root.Length; folder = Path.GetDirectoryName(folder))
        {
            string shared = Path.Combine(folder, "Directory.Build.props");
            if (File.Exists(shared))
            {
                yield return shared;
            }
        }
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "ImageAnalytics.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException($"No ImageAnalytics.sln stands above '{AppContext.BaseDirectory}'.");
    }
}
