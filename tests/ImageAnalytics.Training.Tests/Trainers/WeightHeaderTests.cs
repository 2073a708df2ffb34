using System.Text;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Tests.Trainers;

public sealed class WeightHeaderTests
{
    [Fact]
    public void Read_GoodFile_SaysTensorsAndNotes()
    {
        WeightHeader header = Read("""{"__metadata__":{"state":"x"},"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"b":{"dtype":"U8","shape":[],"data_offsets":[8,9]},"c":{"dtype":"I64","shape":[0,9],"data_offsets":[9,9]}}""", 9, out int start);
        Assert.Equal([("a", start), ("b", start + 8L), ("c", start + 9L)], header.Tensors.Select(t => (t.Name, t.Offset)));
        Assert.Equal("x", header.Notes["state"]);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"I64","shape":[2305843009213693952],"data_offsets":[0,0]}}""", "does not lie within the file")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807],"data_offsets":[0,8]}}""", "does not lie within the file")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[9223372036854775800,9223372036854775807]}}""", "does not lie within the file")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[8,0]}}""", "does not lie within the file")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", "does not lie within the file")]
    [InlineData("""{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}""", "has the type 'F16', expected one of F32, I64, U8")]
    [InlineData("""{"a":null}""", "has no type, shape and place")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", "has no type, shape and place")]
    [InlineData("""{"a":{"dtype":"F32","shape":"x","data_offsets":[0,8]}}""", "its header is damaged")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}}""", "its header is damaged")]
    [InlineData("""{"a":1,"a":2}""", "its header is damaged")]
    [InlineData("""{"\ud800":1}""", "its header is damaged")]
    [InlineData("""[1]""", "its header is damaged")]
    [InlineData("""{"__metadata__":3}""", "its header is damaged")]
    public void Read_DamagedFile_SaysWhatIsWrong(string header, string reason)
        => Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Read(header, 9, out _)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_HeaderLongerThanTheFile_TakesNoMemoryForIt()
    {
        using MemoryStream file = new([0, 0, 0, 3, 0, 0, 0, 0, (byte)'{', (byte)'}']);
        Assert.Contains("50331648 bytes", Assert.Throws<InvalidDataException>(() => WeightHeader.Read(file)).Message, StringComparison.Ordinal);
    }

    private static WeightHeader Read(string header, int dataBytes, out int start)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        start = sizeof(long) + text.Length;
        using MemoryStream file = new([.. BitConverter.GetBytes((long)text.Length), .. text, .. new byte[dataBytes]]);
        return WeightHeader.Read(file);
    }
}
