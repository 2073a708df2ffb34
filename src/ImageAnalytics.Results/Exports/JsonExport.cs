using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImageAnalytics.Results.Exports;

/// <summary>Writes a run as one JSON file: the run's document, then every image with its observations, in listing order. Text is raw.</summary>
internal static class JsonExport
{
    public static void Write(RunReader reader, string path)
    {
        using FileStream stream = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        using Utf8JsonWriter json = JsonText.Open(stream);
        json.WriteStartObject();
        json.WritePropertyName("run");
        reader.Document.WriteTo(json);
        json.WriteStartArray("images");
        using IEnumerator<RunObservation> observations = reader.Observations().GetEnumerator();
        bool more = observations.MoveNext();
        foreach (RunImage image in reader.Images())
        {
            WriteImage(json, image);
            json.WriteStartArray("observations");
            for (; more && observations.Current.Ordinal == image.Ordinal; more = observations.MoveNext())
            {
                WriteObservation(reader, json, observations.Current);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.FlushOften();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter json, RunImage image)
    {
        json.WriteStartObject();
        json.WriteString("path", image.Path);
        if (image.Page > 0)
        {
            json.WriteNumber("page", image.Page);
        }

        json.WriteText("sha256", image.ContentHash);
        json.WriteNumber("bytes", image.Bytes);
        if (image.Width is { } width && image.Height is { } height)
        {
            json.WriteNumber("width", width);
            json.WriteNumber("height", height);
        }

        json.WriteText("takenAt", image.TakenAt);
        json.WriteText("camera", image.Camera);
        json.WriteString("status", image.Status);
        json.WriteText("failure", image.Failure);
        json.WriteText("message", image.Message);
    }

    private static void WriteObservation(RunReader reader, Utf8JsonWriter json, RunObservation observation)
    {
        Observation value = observation.Stored.Value;
        json.WriteStartObject();
        json.WriteString("id", reader.IdOf(observation));
        json.WriteString("step", reader.Steps[observation.Step].Id);
        json.WriteString("kind", value.Kind);
        json.WriteString("label", value.Label);
        json.WriteNumber("confidence", value.Confidence);
        if (value.Box is { } box)
        {
            json.WriteBox("box", box);
        }

        if (value.Rank > 0)
        {
            json.WriteNumber("rank", value.Rank);
        }

        json.WriteText("parent", reader.ParentIdOf(observation));
        if (value.Mask is { } mask)
        {
            json.WriteMask("mask", mask);
            json.WriteNumber("area", mask.Area);
        }

        if (value.Embedding is { } embedding)
        {
            json.WriteStartArray("embedding");
            foreach (float number in embedding)
            {
                json.WriteNumberValue(number);
            }

            json.WriteEndArray();
        }

        WriteDetail(json, value.Detail);
        json.WriteEndObject();
    }

    /// <summary>The detail as the object that it is, or as text when a plugin gave something else.</summary>
    internal static void WriteDetail(Utf8JsonWriter json, string? detail)
    {
        if (detail is null)
        {
            return;
        }

        json.WritePropertyName("detail");
        if (ReadDetail(detail) is { } read)
        {
            read.WriteTo(json);
        }
        else
        {
            json.WriteStringValue(detail);
        }
    }

    // Written once for nothing: JSON can hold what cannot be written, such as half a character, which shows only then.
    private static JsonNode? ReadDetail(string detail)
    {
        try
        {
            JsonNode? read = JsonNode.Parse(detail);
            _ = read?.ToJsonString();
            return read;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
