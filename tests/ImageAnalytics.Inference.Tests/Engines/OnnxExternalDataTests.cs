using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Plugins.Classifier;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Tests.Engines;

/// <summary>A network reads the files that its card lists, whose hashes are checked, and no others.</summary>
public sealed class OnnxExternalDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../secret.bin")]
    [InlineData("weights.bin")]
    [InlineData("")]
    public void Open_NetworkReadsAFileThatTheCardDoesNotList_IsRefused(string location)
    {
        string model = DrawnModel.Write(_folder, TinyNetwork.MeansPlusFile(16, location));
        File.WriteAllBytes(_folder.In("secret.bin"), new byte[12]);
        File.WriteAllBytes(Path.Combine(model, "weights.bin"), new byte[12]);

        PluginException refused = Assert.Throws<PluginException>(() => PluginHost.Open(new ClassifierPlugin(), model));

        Assert.Contains($"reads weights from '{location}', which model.yaml does not list.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileThatTheCardLists_IsReadAndChecked()
    {
        byte[] weights = MemoryMarshal.AsBytes([0f, 5f, 0f]).ToArray();
        string listed = $"  - name: weights.bin\n    role: other\n    bytes: 12\n    sha256: {Convert.ToHexStringLower(SHA256.HashData(weights))}\ninput:";
        string model = DrawnModel.Write(_folder, TinyNetwork.MeansPlusFile(16, "weights.bin"), c => c.Replace("input:", listed));
        File.WriteAllBytes(Path.Combine(model, "weights.bin"), weights);
        using (IAnalyzer analyzer = PluginHost.Open(new ClassifierPlugin(), model))
        {
            using Picture picture = Picture.Random(16, 16, 1);
            Assert.Equal("green", PluginHost.Look(analyzer, picture.Region)[0].Label);
        }

        weights[5] ^= 1;
        File.WriteAllBytes(Path.Combine(model, "weights.bin"), weights);
        Assert.Contains("has the sha256", Assert.Throws<PluginException>(() => PluginHost.Open(new ClassifierPlugin(), model)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x3A, 0x7F, 1 }, "longer than what it lies in")]
    [InlineData(new byte[] { 0x3B }, "wire type 3")]
    [InlineData(new byte[] { 0xFF, 0xFF }, "does not end")]
    public void Locations_NoProtobuf_SaysWhy(byte[] bytes, string why)
        => Assert.Contains(why, Assert.Throws<InvalidDataException>(() => OnnxExternalData.Locations(bytes)).Message, StringComparison.Ordinal);

    [Fact]
    public void Locations_GraphsInGraphsWithoutEnd_AreRefused()
    {
        byte[] inner = [];
        for (int i = 0; i < 100; i++)
        {
            // Graph 1 -> node, 5 -> attribute, 6 -> graph.
            inner = Wrap(1, Wrap(5, Wrap(6, inner)));
        }

        Assert.Contains("nested more than 64 deep", Assert.Throws<InvalidDataException>(() => OnnxExternalData.Locations(Wrap(7, inner))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Locations_InASubgraph_IsFound()
    {
        byte[] tensor = Wrap(13, [.. Wrap(1, "location"u8.ToArray()), .. Wrap(2, "x.bin"u8.ToArray())]);
        byte[] file = Wrap(7, Wrap(1, Wrap(5, Wrap(6, Wrap(5, tensor)))));
        File.WriteAllBytes(_folder.In("big.onnx"), file);

        Assert.Equal(["x.bin"], OnnxExternalData.Locations(file));
        Assert.Equal(["x.bin"], OnnxExternalData.LocationsOf(_folder.In("big.onnx")));
    }

    private static byte[] Wrap(int field, byte[] body)
    {
        List<byte> length = [];
        int rest = body.Length;
        for (; rest >= 0x80; rest >>= 7)
        {
            length.Add((byte)(rest | 0x80));
        }

        return [(byte)((field << 3) | 2), .. length, (byte)rest, .. body];
    }
}
