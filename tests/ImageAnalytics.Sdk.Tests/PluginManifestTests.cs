namespace ImageAnalytics.Sdk.Tests;

public sealed class PluginManifestTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Load_GoodManifest_GivesWhatItSays()
    {
        PluginManifest manifest = Load("""{ "id": "my-plugin", "version": "1.2.3", "sdk": "1.0", "assembly": "My.dll", "description": "Does it.", "tasks": ["detection"], "emits": ["detection"] }""");
        Assert.Equal(("my-plugin", "My.dll"), (manifest.Id, manifest.Assembly));
        Assert.Equal(["model"], manifest.Roles);
        Assert.Empty(manifest.OptionalRoles);
    }

    [Fact]
    public void Load_RoleThatIsNeededAndOptional_IsRefused()
    {
        PluginException error = Assert.Throws<PluginException>(() => Load(
            """{ "id": "x", "version": "1", "sdk": "1.0", "assembly": "My.dll", "description": "", "tasks": [], "emits": [], "roles": ["detector"], "optionalRoles": ["embedding", "detector"] }"""));
        Assert.Contains("the role 'detector' stands in 'roles' and in 'optionalRoles'", Assert.Single(error.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"../evil.dll\"", "\"x\"", "\"detection\"", "is not the name of a .dll file in the same folder")]
    [InlineData("\"My.dll\"", "\"My Plugin\"", "\"detection\"", "is not lower-case letters, digits and hyphens")]
    [InlineData("\"My.dll\"", "null", "\"detection\"", "id is null or holds null; expected texts")]
    [InlineData("null", "\"x\"", "null", "assembly, emits are null or hold null; expected texts")]
    [InlineData("\"My.dll\"", "\"x\"", "\"magic\"", "is no kind of observation")]
    public void Load_BadManifest_SaysWhatIsWrong(string assembly, string id, string emits, string expected)
    {
        PluginException error = Assert.Throws<PluginException>(() => Load(
            $$"""{ "id": {{id}}, "version": "1", "sdk": "1.0", "assembly": {{assembly}}, "description": "", "tasks": [], "emits": [{{emits}}] }"""));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ "id": "x", "surprise": 1 }""")]
    public void Load_NoManifest_NamesTheFile(string text)
        => Assert.Contains(_path, Assert.Throws<PluginException>(() => Load(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1.0", true)]
    [InlineData("1.1", false)]
    [InlineData("2.0", false)]
    [InlineData("0.9", false)]
    public void CanHost_SameMajorNoNewerMinor(string plugin, bool can)
        => Assert.Equal(can, SdkVersion.CanHost(new Version(1, 0), Version.Parse(plugin)));

    private PluginManifest Load(string text)
    {
        File.WriteAllText(_path, text);
        return PluginManifest.Load(_path);
    }
}
