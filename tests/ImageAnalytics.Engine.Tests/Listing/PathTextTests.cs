using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Engine.Listing;

namespace ImageAnalytics.Engine.Tests.Listing;

public sealed class PathTextTests
{
    [Theory]
    [InlineData(new byte[] { 0x61, 0xFF, 0x62 }, "a\\xFFb")]
    [InlineData(new byte[] { 0x5C, 0x78, 0x34, 0x31 }, "\\x5Cx41")]
    [InlineData(new byte[] { 0x5C, 0x6E }, "\\n")]
    [InlineData(new byte[] { 0xC3, 0xA9 }, "é")]
    [InlineData(new byte[] { 0xE2, 0x82 }, "\\xE2\\x82")]
    public void FromBytes_ByteSequences_HaveTheDocumentedText(byte[] bytes, string text)
    {
        Assert.Equal(text, PathText.FromBytes(bytes));
        Assert.Equal(bytes, PathText.ToBytes(text));
    }

    [Fact]
    public void ToBytes_OfAnyBytesText_GivesTheBytesBack()
    {
        // Backslashes, 'x' and digits often, so that what looks like an escape comes up.
        Gen<byte> piece = Gen.OneOf(Gen.Elements<byte>((byte)'\\', (byte)'x', (byte)'5', (byte)'C', (byte)'f'), Gen.Choose(1, 255).Select(i => (byte)i));
        Prop.ForAll(piece.ArrayOf().ToArbitrary(), bytes => PathText.ToBytes(PathText.FromBytes(bytes)).AsSpan().SequenceEqual(bytes))
            .QuickCheckThrowOnFailure();
    }
}
