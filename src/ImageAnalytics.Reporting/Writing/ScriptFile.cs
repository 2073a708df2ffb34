using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ImageAnalytics.Reporting.Writing;

/// <summary>Writes data as a script, which a page that was opened from disk may load: <c>IA.data("name",…);</c>.</summary>
/// <remarks>
/// The JSON is ASCII: everything else, and &lt; &gt; &amp; ' and quotes inside texts, is written as <c>\uXXXX</c>, so that no text can end the
/// script or a line of it.
/// </remarks>
internal static class ScriptFile
{
    /// <summary>The folder of data in the report's folder.</summary>
    public const string SubFolder = "data";

    /// <summary>Writes one file.</summary>
    /// <param name="folder">The report's folder.</param>
    /// <param name="name">The name that the page asks for; lower-case letters, digits and hyphens.</param>
    /// <param name="write">Writes one JSON value.</param>
    public static void Write(string folder, string name, Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> json = new();
        using (Utf8JsonWriter writer = new(json))
        {
            write(writer);
        }

        Write(folder, name, json.WrittenSpan);
    }

    /// <summary>Writes one file from JSON that such a writer made.</summary>
    public static void Write(string folder, string name, ReadOnlySpan<byte> json)
    {
        Directory.CreateDirectory(Path.Combine(folder, SubFolder));
        using FileStream file = File.Create(Path.Combine(folder, SubFolder, name + ".js"));
        file.Write(Encoding.ASCII.GetBytes($"IA.data(\"{name}\","));
        file.Write(json);
        file.Write(");\n"u8);
    }
}
