using System.Text;
using ImageAnalytics.Engine.Pipelines.Yaml;

namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Reads pipeline files and finds all that is wrong in them at once.</summary>
/// <remarks>Never throws for what a file holds. Safe on several threads at once.</remarks>
public static class PipelineFile
{
    /// <summary>Largest pipeline file, in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path; it stands in every message as given.</param>
    /// <returns>The pipeline, or every problem; a file that cannot be read is a problem too.</returns>
    public static PipelineReading Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            byte[] bytes = ReadBytes(path);
            return bytes.Length > MaxBytes
                ? Failed(path, 0, 0, $"The file is larger than {MaxBytes} bytes, the most that a pipeline file may have.")
                : Decode(bytes, path, out string text) ?? Parse(text, path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Failed(path, 0, 0, "The file does not exist.", "the path of a pipeline file", NearestFile(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            string reason = Directory.Exists(path) ? "it is a folder." : e.Message;
            return Failed(path, 0, 0, $"The file cannot be read: {reason}", "the path of a pipeline file");
        }
    }

    /// <summary>Reads a pipeline from text.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="fileName">The name that stands in messages.</param>
    /// <returns>The pipeline, or every problem.</returns>
    public static PipelineReading Parse(string text, string fileName)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        ProblemList problems = new();
        YamlValue? root = text.Length <= MaxBytes ? YamlComposer.Compose(text, fileName, problems) : null;
        if (text.Length > MaxBytes)
        {
            problems.Add(new SourcePosition(fileName, 0, 0), $"The file is larger than {MaxBytes} bytes, the most that a pipeline file may have.");
        }

        Pipeline? draft = root is null ? null : new PipelineReader(text, fileName, problems).Read(root);
        return new PipelineReading(draft, problems);
    }

    private static byte[] ReadBytes(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] buffer = new byte[MaxBytes + 1];
        int length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return buffer[..length];
    }

    private static PipelineReading? Decode(byte[] bytes, string path, out string text)
    {
        ReadOnlySpan<byte> content = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes;
        try
        {
            text = s_strictUtf8.GetString(content);
            return null;
        }
        catch (DecoderFallbackException e)
        {
            text = "";
            ReadOnlySpan<byte> before = content[..Math.Max(0, e.Index)];
            int line = before.Count((byte)'\n') + 1;
            int column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
            return Failed(path, line, column, "The file is no UTF-8 text: a byte sequence that stands for no character begins here. Save it as UTF-8.");
        }
    }

    private static string? NearestFile(string path)
    {
        try
        {
            string folder = Path.GetDirectoryName(path) is { Length: > 0 } named ? named : ".";
            IEnumerable<string> files = Directory.EnumerateFiles(folder).Take(1000)
                .Where(f => f.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || f.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
                .Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);
            string? nearest = NearestName.Of(Path.GetFileName(path), files);
            return nearest is null || folder == "." ? nearest : Path.Combine(folder, nearest);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static PipelineReading Failed(string path, int line, int column, string message, string? expected = null, string? nearest = null)
    {
        ProblemList problems = new();
        problems.Add(new SourcePosition(path, line, column), message, expected, nearest);
        return new PipelineReading(null, problems);
    }
}
