using ImageAnalytics.Engine.Verifying;

namespace ImageAnalytics.Engine.Tests.Verifying;

public sealed class ResultsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("results-file-").FullName;

    [Theory]
    [InlineData("""{"run":{"counts":{"images":99999999999999999999}}}""", "run.counts.images: the whole number has more than 64 bits.")]
    [InlineData("99999999999999999999", ": the whole number has more than 64 bits.")]
    public async Task Check_NumberThatIsTooLarge_IsAProblemWithItsPlace(string text, string problem)
    {
        string file = Path.Combine(_folder, "results.json");
        await File.WriteAllTextAsync(file, text);
        Assert.Equal([problem], await ResultsFile.CheckAsync(file));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
