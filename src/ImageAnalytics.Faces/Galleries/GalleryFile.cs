using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageAnalytics.Faces;

/// <summary>Galleries as files: JSON with a version, embeddings as little-endian 32-bit floats in Base64.</summary>
public static class GalleryFile
{
    /// <summary>The version of the format that this code writes and the newest that it reads.</summary>
    public const int Version = 1;

    private const long LargestBytes = 1L << 30;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 8,
    };

    /// <summary>Reads a gallery.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PluginException">It cannot be read, is no gallery, or its content is refused; says why.</exception>
    public static Gallery Load(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            if (file.Length > LargestBytes)
            {
                throw new PluginException($"Cannot read the gallery '{path}': it has {file.Length} bytes; expected at most {LargestBytes}.");
            }

            GalleryText text = JsonSerializer.Deserialize<GalleryText>(file, s_json) ?? throw new JsonException("it holds null.");
            if (text.Gallery != Version)
            {
                throw new PluginException($"Cannot read the gallery '{path}': it has the format {text.Gallery}, but this program reads the format {Version}. Use the program that wrote it, or enroll the photos again.");
            }

            if (text.Model.Length is < 1 or > EmbeddingModel.LongestEmbedding)
            {
                throw new JsonException($"its embeddings have {text.Model.Length} numbers; expected 1 to {EmbeddingModel.LongestEmbedding}.");
            }

            return new Gallery(text.Model, text.Detector, text.Faces.Select(f => new EnrolledFace(f.Person, f.Photo, f.Sha256, Decode(f.Embedding))));
        }
        catch (Exception e) when (e is JsonException or ArgumentException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new PluginException($"Cannot read the gallery '{path}': {e.Message}", e);
        }
    }

    /// <summary>Writes a gallery: who reads the file sees the old content or the new, never a part.</summary>
    /// <param name="path">The file; its folder is made when it is missing.</param>
    /// <param name="gallery">The gallery.</param>
    /// <exception cref="PluginException">It cannot be written.</exception>
    public static void Save(string path, Gallery gallery)
    {
        ArgumentNullException.ThrowIfNull(gallery);
        GalleryText text = new(Version, gallery.Model, gallery.Detector, [.. gallery.Faces.Select(f => new FaceText(f.Person, f.Photo, f.PhotoSha256, Encode(f.Embedding.Span)))]);
        string unfinished = $"{path}.{Guid.NewGuid():N}.unfinished";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using (FileStream file = CreateForOwner(unfinished))
            {
                JsonSerializer.Serialize(file, text, s_json);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(unfinished);
            throw new PluginException($"Cannot write the gallery '{path}': {e.Message}", e);
        }
    }

    // Faces of people are nobody else's business: only the owner may read them.
    private static FileStream CreateForOwner(string path)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    private static string Encode(ReadOnlySpan<float> embedding)
    {
        byte[] bytes = new byte[embedding.Length * sizeof(float)];
        for (int i = 0; i < embedding.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), embedding[i]);
        }

        return Convert.ToBase64String(bytes);
    }

    private static float[] Decode(string text)
    {
        byte[] bytes = Convert.FromBase64String(text);
        return bytes.Length % sizeof(float) == 0
            ? [.. bytes.Chunk(sizeof(float)).Select(b => BinaryPrimitives.ReadSingleLittleEndian(b))]
            : throw new FormatException($"an embedding has {bytes.Length} bytes; expected a multiple of {sizeof(float)}.");
    }

    private sealed record GalleryText(int Gallery, EmbeddingModel Model, string Detector, IReadOnlyList<FaceText> Faces);

    private sealed record FaceText(string Person, string Photo, string Sha256, string Embedding);
}
