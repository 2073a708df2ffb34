using System.Runtime.CompilerServices;
using PublicApiGenerator;

namespace ImageAnalytics.Sdk.Tests;

public sealed class PublicApiTests
{
    /// <summary>
    /// A change to what plugins see must be seen in review. After a wanted change run the test with UPDATE_PUBLIC_API=1,
    /// which writes the file anew, and raise <see cref="SdkVersion"/> as its rule says.
    /// </summary>
    [Fact]
    public void Sdk_PublicSurface_IsTheRecordedOne()
    {
        string file = Path.Combine(Path.GetDirectoryName(Here())!, "PublicApi.txt");
        string found = typeof(IModelPlugin).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_PUBLIC_API") == "1")
        {
            File.WriteAllText(file, found);
        }

        Assert.Equal(File.ReadAllText(file), found);
    }

    private static string Here([CallerFilePath] string path = "")
    {
        // Builds map the checkout to /_/ so that outputs do not depend on its place.
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ImageAnalytics.sln")))
        {
            folder = folder.Parent;
        }

        return path.Replace("/_/", folder!.FullName + "/", StringComparison.Ordinal);
    }
}
