using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Engine.Pipelines;
using Microsoft.Extensions.FileSystemGlobbing;

namespace ImageAnalytics.Engine.Tests.Pipelines;

public sealed class ImageSelectionTests
{
    private static readonly string[] s_extensions = [".jpg", ".png"];

    private static ImageMatcher Matcher(string[] include, params string[] exclude)
        => new ImageSelection { Include = include, Exclude = exclude }.Compile(s_extensions);

    [Theory]
    [InlineData("a.jpg", true)]
    [InlineData("deep/er/A.JPG", true)]
    [InlineData("a.txt", false)]
    [InlineData("jpg", false)]
    [InlineData("folder.jpg/readme", false)]
    [InlineData("=1.Png", true)]
    public void Matches_WithoutInclude_GoesByExtension(string path, bool expected) => Assert.Equal(expected, Matcher([]).Matches(path));

    [Theory]
    [InlineData("**/*", "a/b/c.txt", true)]
    [InlineData("**/*", "c", true)]
    [InlineData("*.jpg", "a.JPG", true)]
    [InlineData("*.jpg", "x/a.jpg", false)]
    [InlineData("**/*.jpg", "a.jpg", true)]
    [InlineData("**/*.jpg", "x/y/a.jpg", true)]
    [InlineData("x/**/a?.jpg", "x/a1.jpg", true)]
    [InlineData("x/**/a?.jpg", "X/y/z/A1.jpg", true)]
    [InlineData("x/**/a?.jpg", "x/a.jpg", false)]
    [InlineData("a?b", "a😀b", true)]
    [InlineData("Ä*", "äb", true)]
    [InlineData("x/", "x/y/z", true)]
    [InlineData("x/**", "x/y/z", true)]
    [InlineData("./x/*", "x/y", true)]
    [InlineData("**/b/**/b/*", "b/c/b/b/d", true)]
    [InlineData("**/b/c", "a/b/b/c", true)]
    [InlineData("*a*b*c", "xxaxbxbc", true)]
    [InlineData("*a*b*c", "xxaxbxb", false)]
    [InlineData("a\\xE9.jpg", "a\\xE9.jpg", true)]
    public void Matches_Include_FollowsTheGlob(string glob, string path, bool expected) => Assert.Equal(expected, Matcher([glob]).Matches(path));

    [Theory]
    [InlineData("**/thumbs/**", "a/Thumbs/b.jpg", false)]
    [InlineData("**/thumbs/**", "a/thumbs.jpg", true)]
    [InlineData("thumbs", "thumbs/b/c.jpg", false)]
    [InlineData("thumbs", "a/thumbs/c.jpg", true)]
    [InlineData("**/*_small.*", "a/b_small.jpg", false)]
    public void Matches_Exclude_WinsAndCoversFolders(string glob, string path, bool expected) => Assert.Equal(expected, Matcher([], glob).Matches(path));

    [Theory]
    [InlineData("**/thumbs/**", "a/thumbs", true)]
    [InlineData("**/thumbs/**", "a/thumbs/b", true)]
    [InlineData("**/thumbs/**/*", "thumbs", true)]
    [InlineData("**/thumbs/**", "a", false)]
    [InlineData("thumbs", "thumbs/x", true)]
    [InlineData("**/*.jpg", "a", false)]
    [InlineData("a/*", "a", false)]
    [InlineData("**", "a", true)]
    public void SkipsFolder_OnlyWhenAllBelowIsExcluded(string glob, string folder, bool expected)
        => Assert.Equal(expected, Matcher([], glob).SkipsFolder(folder));

    private static readonly Gen<string> s_name = Gen.Elements("a", "b", "ab", "a.b", "B");

    private static readonly Gen<string> s_path = s_name.NonEmptyListOf().Select(n => string.Join('/', n.Take(5)));

    private static readonly Gen<string> s_glob = Gen.Elements("a", "b", "*", "**", "a*", "*b", "*a*b", "*.b").NonEmptyListOf()
        .Select(n => string.Join('/', n.Take(5)));

    [Fact]
    public void Matches_AgreesWithFileSystemGlobbing()
        => Prop.ForAll(s_path.ToArbitrary(), s_glob.ToArbitrary(), s_glob.ToArbitrary(), (path, include, exclude) =>
        {
            Matcher oracle = new(StringComparison.OrdinalIgnoreCase);
            oracle.AddInclude(include);
            oracle.AddExclude(exclude);
            return oracle.Match(path).HasMatches == Matcher([include], exclude).Matches(path);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void SkipsFolder_MeansNothingBelowMatches()
        => Prop.ForAll(s_path.ToArbitrary(), s_path.ToArbitrary(), s_glob.ToArbitrary(), (folder, below, exclude) =>
        {
            ImageMatcher matcher = Matcher(["**/*"], exclude);
            return !matcher.SkipsFolder(folder) || !matcher.Matches($"{folder}/{below}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Matches_AllocatesNothing()
    {
        ImageMatcher matcher = Matcher(["**/*.jpg", "**/*.png"], "**/thumbs/**", "**/.*/**");
        matcher.Matches("a/b/c/d.jpg");
        Stopwatch watch = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100_000; i++)
        {
            matcher.Matches("2026/november/camera one/IMG_20261101_081500.jpg");
        }

        watch.Stop();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        TestContext.Current.TestOutputHelper?.WriteLine($"{100_000 / watch.Elapsed.TotalSeconds:0} paths/s");
    }

    [Fact]
    public void Matches_HostileGlob_IsFast()
        => Assert.False(Matcher([string.Join('/', Enumerable.Repeat("**/*a*a*a*a*a*", 30)) + "/b"]).Matches(string.Join('/', Enumerable.Repeat(new string('a', 200), 100))));
}
