using System.Text.Encodings.Web;
using System.Text.Json;

namespace ImageAnalytics.Results.Exports;

/// <summary>What the JSON exports share.</summary>
internal static class JsonText
{
    /// <summary>Opens a writer that leaves letters of all scripts as they are.</summary>
    public static Utf8JsonWriter Open(Stream stream)
        => new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>A text; nothing when null.</summary>
    public static void WriteText(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    /// <summary>A box as COCO writes it: x, y, width, height.</summary>
    public static void WriteBox(this Utf8JsonWriter json, string name, BoundingBox box)
    {
        json.WriteStartArray(name);
        foreach (double value in (double[])[box.X, box.Y, box.Width, box.Height])
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>A mask as COCO writes it: size as height and width, compressed counts.</summary>
    public static void WriteMask(this Utf8JsonWriter json, string name, Mask mask)
    {
        json.WriteStartObject(name);
        json.WriteStartArray("size");
        json.WriteNumberValue(mask.Height);
        json.WriteNumberValue(mask.Width);
        json.WriteEndArray();
        json.WriteString("counts", mask.CompressedRle);
        json.WriteEndObject();
    }

    /// <summary>Keeps the writer's buffer small.</summary>
    public static void FlushOften(this Utf8JsonWriter json)
    {
        if (json.BytesPending > 1 << 16)
        {
            json.Flush();
        }
    }
}
