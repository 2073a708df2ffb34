using System.Text.Json;

namespace ImageAnalytics.Results.Exports;

/// <summary>
/// Writes a run as one COCO file: images with a picture, and an annotation for each observation with a box. Categories are the labels in
/// ordinal order, numbered from 1; an unknown face has the category <c>face</c>. Image ids are ordinals plus 1.
/// </summary>
internal static class CocoExport
{
    public static void Write(RunReader reader, string path)
    {
        using FileStream stream = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        using Utf8JsonWriter json = JsonText.Open(stream);
        json.WriteStartObject();
        json.WriteStartObject("info");
        json.WriteString("description", reader.Pipeline);
        json.WriteString("version", "1.0");
        json.WriteEndObject();
        json.WriteStartArray("licenses");
        json.WriteEndArray();
        WriteImages(reader, json);
        IReadOnlyDictionary<string, int> categories = WriteCategories(reader, json);
        WriteAnnotations(reader, json, categories);
        json.WriteEndObject();
    }

    private static void WriteImages(RunReader reader, Utf8JsonWriter json)
    {
        json.WriteStartArray("images");
        foreach (RunImage image in reader.Images())
        {
            if (image.Width is not { } width || image.Height is not { } height)
            {
                continue;
            }

            json.WriteStartObject();
            json.WriteNumber("id", image.Ordinal + 1);
            json.WriteString("file_name", image.Path);
            json.WriteNumber("width", width);
            json.WriteNumber("height", height);
            json.WriteText("date_captured", image.TakenAt);
            json.WriteEndObject();
            json.FlushOften();
        }

        json.WriteEndArray();
    }

    private static Dictionary<string, int> WriteCategories(RunReader reader, Utf8JsonWriter json)
    {
        Dictionary<string, int> categories = [];
        json.WriteStartArray("categories");
        foreach (string name in reader.LabelCounts().Where(c => HasBox(c.Kind)).Select(c => CategoryOf(c.Kind, c.Label))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            categories.Add(name, categories.Count + 1);
            json.WriteStartObject();
            json.WriteNumber("id", categories.Count);
            json.WriteString("name", name);
            json.WriteString("supercategory", "");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        return categories;
    }

    private static void WriteAnnotations(RunReader reader, Utf8JsonWriter json, IReadOnlyDictionary<string, int> categories)
    {
        long id = 0;
        json.WriteStartArray("annotations");
        foreach (RunObservation observation in reader.Observations())
        {
            Observation value = observation.Stored.Value;
            if (!HasBox(value.Kind) || value.Box is not { } box)
            {
                continue;
            }

            json.WriteStartObject();
            json.WriteNumber("id", ++id);
            json.WriteNumber("image_id", observation.Ordinal + 1);
            json.WriteNumber("category_id", categories[CategoryOf(value.Kind, value.Label)]);
            json.WriteBox("bbox", box);
            json.WriteNumber("area", value.Mask?.Area ?? Math.Round((decimal)box.Width * (decimal)box.Height, 2));
            if (value.Mask is { } mask)
            {
                json.WriteMask("segmentation", mask);
            }

            json.WriteNumber("iscrowd", 0);
            json.WriteNumber("score", value.Confidence);
            json.WriteString("observation", reader.IdOf(observation));
            json.WriteEndObject();
            json.FlushOften();
        }

        json.WriteEndArray();
    }

    private static bool HasBox(string kind) => kind is ObservationKinds.Detection or ObservationKinds.Instance or ObservationKinds.Face;

    private static string CategoryOf(string kind, string label) => kind == ObservationKinds.Face && label.Length == 0 ? "face" : label;
}
