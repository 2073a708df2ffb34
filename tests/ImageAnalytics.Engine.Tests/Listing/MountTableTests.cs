using ImageAnalytics.Engine.Listing;

namespace ImageAnalytics.Engine.Tests.Listing;

public sealed class MountTableTests
{
    private static readonly string[] s_mounts =
    [
        "22 1 254:0 / / rw,relatime - ext4 /dev/vda rw",
        "30 22 0:40 / /mnt/nas rw - nfs4 server:/export rw",
        @"31 22 0:41 / /mnt/nas\040two rw - cifs //server/share rw",
    ];

    [Theory]
    [InlineData("/mnt/nas/a/b.jpg", "/mnt/nas")]
    [InlineData("/mnt/nas", "/mnt/nas")]
    [InlineData("/mnt/nasty/b.jpg", "/")]
    [InlineData("/mnt/nas two/b.jpg", "/mnt/nas two")]
    [InlineData("/home/b.jpg", "/")]
    public void PointOf_IsTheLongestMountThatHoldsThePath(string path, string expected) => Assert.Equal(expected, MountTable.PointOf(path, s_mounts));

    [Theory]
    [InlineData(new[] { "/home/in" }, new string[0])]
    [InlineData(new[] { "/mnt/nas/in", "/home/in" }, new[] { "/mnt/nas/in" })]
    [InlineData(new[] { "/mnt" }, new[] { "/mnt/nas", "/mnt/nas two" })]
    [InlineData(new[] { "/mnt/nas" }, new[] { "/mnt/nas" })]
    public void Silent_AsksOnlyWhatComesFromElsewhere(string[] inputs, string[] asked)
        => Assert.Equal(asked, SilentFolders.Find(inputs, [.. s_mounts.Select(MountTable.Parse)], folders => folders));

    [Fact]
    public void PointOf_ThisMachine_FindsOne() => Assert.StartsWith("/", MountTable.PointOf("/proc/self/stat"), StringComparison.Ordinal);
}
