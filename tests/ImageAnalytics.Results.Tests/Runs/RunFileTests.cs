using ImageAnalytics.Results.Runs;

namespace ImageAnalytics.Results.Tests.Runs;

public sealed class RunFileTests : IDisposable
{
    private const string Counts = """{"images":1,"new":1,"reused":0,"ok":1,"partial":0,"failed":0,"observations":2}""", Step = """{"id":"a","plugin":"p","model":"m","fingerprint":"f","parent":null}""";
    private readonly string _folder = Directory.CreateTempSubdirectory("run-file-").FullName;

    [Fact]
    public void Read_WholeFile_IsRead() => Assert.Equal("1", Read(Text()).RunId);

    [Theory]
    [InlineData("", "[]", "[]", "null")]
    [InlineData(Counts, "null", "[]", "\"d\"")]
    [InlineData(Counts, "[null]", "[]", "\"d\"")]
    [InlineData(Counts, "[" + Step + "]", "[1]", "\"d\"")]
    [InlineData(Counts, "[" + Step + "]", "[-1]", "\"d\"")]
    [InlineData(Counts, """[{"id":null,"plugin":"p","model":"m","fingerprint":"f","parent":null}]""", "[0]", "\"d\"")]
    [InlineData(Counts, """[{"id":"a","plugin":"p","model":"m","fingerprint":"f","parent":7}]""", "[0]", "\"d\"")]
    public void Read_DamagedFile_IsRefused(string counts, string steps, string order, string digest)
        => Assert.Contains("Expected a folder with the file 'run.json'", Assert.Throws<StoreException>(() => Read(Text(counts.Length > 0 ? counts : "null", steps, order, digest))).Message, StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Text(string counts = Counts, string steps = "[" + Step + "]", string order = "[0]", string digest = "\"d\"")
        => $$"""{"runId":"1","pipeline":"p","finished":"2026-01-01T00:00:00Z","counts":{{counts}},"factsFingerprint":"f","steps":{{steps}},"stepOrder":{{order}},"digest":{{digest}}}""";

    private RunFile Read(string text)
    {
        File.WriteAllText(Path.Combine(_folder, RunFile.FileName), text);
        return RunFile.Read(_folder).File;
    }
}
