using System.Text.Encodings.Web;
using System.Text.Json;

namespace ImageAnalytics.Training.Samples;

/// <summary>Writes a COCO file piece by piece, so that memory does not grow with it. It appears under its name when it is whole.</summary>
internal sealed class CocoStream : IDisposable
{
    private const int FlushAt = 1 << 16;
    private readonly string _final, _unfinished;
    private readonly FileStream _file;
    private int _annotations;
    private bool _finished;

    /// <summary>Starts a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="description">What the pictures are.</param>
    public CocoStream(string path, string description)
    {
        (_final, _unfinished) = (path, Path.Combine(Path.GetDirectoryName(path)!, ".tmp-" + Path.GetFileName(path)));
        _file = File.Create(_unfinished);
        Json = new Utf8JsonWriter(_file, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }); // masks are full of '<'
        Json.WriteStartObject();
        Json.WriteStartObject("info");
        Json.WriteString("description", description);
        Json.WriteEndObject();
        Json.WriteStartArray("licenses");
        Json.WriteStartObject();
        Json.WriteNumber("id", 1);
        Json.WriteString("name", "CC0 1.0");
        Json.WriteString("url", "https://creativecommons.org/publicdomain/zero/1.0/");
        Json.WriteEndObject();
        Json.WriteEndArray();
    }

    /// <summary>Where further members go.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>Writes <c>images</c>: number, file and size of each.</summary>
    public void Images(IEnumerable<string> files, int width, int height)
    {
        Json.WriteStartArray("images");
        int id = 0;
        foreach (string file in files)
        {
            Json.WriteStartObject();
            Json.WriteNumber("id", ++id);
            Json.WriteString("file_name", file);
            Json.WriteNumber("width", width);
            Json.WriteNumber("height", height);
            Json.WriteNumber("license", 1);
            Json.WriteEndObject();
            FlushIfLarge();
        }

        Json.WriteEndArray();
    }

    /// <summary>Writes an annotation with the keys that all have, then those of its own.</summary>
    /// <param name="image">Number of the picture, from 1.</param>
    /// <param name="category">Number of the category, from 1.</param>
    /// <param name="box">In pixels.</param>
    /// <param name="area">In square pixels.</param>
    /// <param name="more">Writes further members.</param>
    public void Annotation(int image, int category, Sdk.BoundingBox box, double area, Action<Utf8JsonWriter> more)
    {
        Json.WriteStartObject();
        Json.WriteNumber("id", ++_annotations);
        Json.WriteNumber("image_id", image);
        Json.WriteNumber("category_id", category);
        Json.WriteStartArray("bbox");
        foreach (double value in (double[])[box.X, box.Y, box.Width, box.Height])
        {
            Json.WriteNumberValue(Math.Round(value, 2));
        }

        Json.WriteEndArray();
        Json.WriteNumber("area", Math.Round(area, 2));
        Json.WriteNumber("iscrowd", 0);
        more(Json);
        Json.WriteEndObject();
        FlushIfLarge();
    }

    /// <summary>Ends the file and gives it its name.</summary>
    public void Finish()
    {
        Json.WriteEndObject();
        Json.Dispose();
        _file.Dispose();
        File.Move(_unfinished, _final, overwrite: true);
        _finished = true;
    }

    /// <summary>Removes a file that was not finished.</summary>
    public void Dispose()
    {
        if (!_finished)
        {
            Json.Reset(); // what it still holds is not wanted
            Json.Dispose();
            _file.Dispose();
            File.Delete(_unfinished);
        }
    }

    private void FlushIfLarge()
    {
        if (Json.BytesPending > FlushAt)
        {
            Json.Flush();
        }
    }
}
