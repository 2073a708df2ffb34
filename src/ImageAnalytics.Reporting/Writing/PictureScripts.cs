using System.Text.Json;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Reporting.Writing;

/// <summary>Writes the pictures of the gallery, their masks, and the names of what they hold.</summary>
internal sealed class PictureScripts(string folder, IReadOnlyList<ReportStep> steps, LabelNumbers numbers)
{
    // Boxes are in ten-thousandths of the picture: finer than a pixel of the largest that is shown.
    private const int Grid = 10_000, MostBoxes = 60, MostMasks = 25, MostPoints = 68, MostClasses = 12;
    private readonly Dictionary<string, int> _steps = steps.Select((s, i) => (s.Id, i)).DistinctBy(s => s.Id).ToDictionary(StringComparer.Ordinal);
    private readonly SortedDictionary<int, (string Step, string Label)> _labels = [];
    private readonly SortedDictionary<int, string> _folders = [];

    /// <summary>Writes them in the order that they are given.</summary>
    /// <returns>How many files there are of pictures and of names.</returns>
    public (int Pictures, int Names) Write(IReadOnlyList<ShownPicture> pictures)
    {
        using ShardedScript rows = new(folder, "pictures"), masks = new(folder, "masks"), names = new(folder, "names");
        for (int i = 0; i < pictures.Count; i++)
        {
            ShownPicture shown = pictures[i];
            ReportBox[] boxes = [.. shown.Picture.Boxes.Where(b => !Clipped(shown.Picture, b).IsEmpty).OrderBy(b => Place(b.Mark)).ThenByDescending(b => b.Confidence).ThenByDescending(b => b.Box.Area).Take(MostBoxes)];
            int? file = WriteMasks(masks, i, boxes);
            rows.Add(json => WritePicture(json, shown, boxes, file));
        }

        foreach ((int number, (string step, string label)) in _labels)
        {
            names.Add(json => WriteLabel(json, number, step, label));
        }

        foreach ((int number, string name) in _folders)
        {
            names.Add(json => WriteFolder(json, number, name));
        }

        return (rows.Count, names.Count);
    }

    private static int? WriteMasks(ShardedScript masks, int picture, ReportBox[] boxes)
    {
        // All masks of a picture are in one file, so they are added as one row of rows, and taken apart by the page.
        List<(int Box, MaskOutline Outline)> outlines = [.. boxes.Take(MostMasks).Index()
            .Select(b => (b.Index, Outline: b.Item.Mask is { } mask ? MaskTracer.Trace(mask) : null)).Where(b => b.Outline is not null).Select(b => (b.Index, b.Outline!))];
        return outlines.Count == 0 ? null : masks.Add(json =>
        {
            foreach ((int box, MaskOutline outline) in outlines)
            {
                json.WriteStartArray();
                json.WriteNumberValue(picture);
                json.WriteNumberValue(box);
                json.WriteStringValue(outline.Path);
                json.WriteNumberValue(outline.Width);
                json.WriteNumberValue(outline.Height);
                json.WriteEndArray();
            }
        });
    }

    private void WritePicture(Utf8JsonWriter json, ShownPicture shown, ReportBox[] boxes, int? masks)
    {
        ReportPicture picture = shown.Picture;
        _folders[picture.Folder] = picture.FolderName;
        json.WriteStartObject();
        json.WriteString("path", VisibleText.Of(picture.Path));
        json.WriteNumber("folder", picture.Folder);
        json.WriteNumber("width", picture.Width);
        json.WriteNumber("height", picture.Height);
        json.WriteString("status", VisibleText.Of(picture.Status));
        WriteText(json, "taken", picture.TakenAt);
        WriteText(json, "failure", picture.Failure);
        WriteText(json, "message", picture.Message);
        WriteFile(json, "thumb", shown.Small);
        WriteFile(json, "preview", shown.Large);
        if (masks is { } file)
        {
            json.WriteNumber("masks", file);
        }

        if (picture.Boxes.Count > boxes.Length)
        {
            json.WriteNumber("more", picture.Boxes.Count - boxes.Length);
        }

        json.WriteStartArray("boxes");
        Array.ForEach(boxes, b => WriteBox(json, picture, b));
        json.WriteEndArray();
        if (boxes.Any(b => b.Mark != BoxMark.None))
        {
            json.WriteStartArray("marks");
            Array.ForEach(boxes, b => json.WriteNumberValue((int)b.Mark));
            json.WriteEndArray();
        }

        json.WriteStartArray("classes");
        foreach (ReportClassification answer in picture.Classifications.Take(MostClasses))
        {
            WriteStart(json, answer.Step, answer.Label, answer.Confidence);
            json.WriteNumberValue(answer.Rank);
            json.WriteNumberValue(answer.Region.Length == 0 ? -1 : Array.FindIndex(boxes, b => b.Id == answer.Region));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        WriteMade(json, shown);
        json.WriteEndObject();
    }

    private void WriteBox(Utf8JsonWriter json, ReportPicture picture, ReportBox box)
    {
        BoundingBox clipped = Clipped(picture, box);
        WriteStart(json, box.Step, box.Label, box.Confidence);
        json.WriteNumberValue(Part(clipped.X, picture.Width));
        json.WriteNumberValue(Part(clipped.Y, picture.Height));
        json.WriteNumberValue(Part(clipped.Width, picture.Width));
        json.WriteNumberValue(Part(clipped.Height, picture.Height));
        if (box.Distance is not null || box.Points.Count > 0)
        {
            if (box.Distance is { } distance && double.IsFinite(distance))
            {
                json.WriteNumberValue(Math.Round(distance, 4));
            }
            else
            {
                json.WriteNullValue();
            }

            json.WriteStartArray();
            // A mesh of hundreds of points would hide the face that it describes.
            foreach (ImagePoint point in box.Points.Count > MostPoints ? [] : box.Points.Where(p => p.X >= 0 && p.X <= picture.Width && p.Y >= 0 && p.Y <= picture.Height))
            {
                json.WriteNumberValue(Part(point.X, picture.Width));
                json.WriteNumberValue(Part(point.Y, picture.Height));
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private void WriteStart(Utf8JsonWriter json, string step, string label, double confidence)
    {
        int number = numbers.Of(step, label);
        _labels.TryAdd(number, (step, label));
        json.WriteStartArray();
        json.WriteNumberValue(_steps.GetValueOrDefault(step));
        json.WriteNumberValue(number);
        json.WriteNumberValue(double.IsFinite(confidence) ? Math.Round(confidence, 4) : 0);
    }

    private static void WriteMade(Utf8JsonWriter json, ShownPicture shown)
    {
        json.WriteStartArray("made");
        foreach (MadeThumbnail made in shown.Made.Where(m => m.Thumbnail is not null && m.Address is not null))
        {
            json.WriteStartArray();
            json.WriteStringValue(VisibleText.Of(made.Made.Style));
            json.WriteStringValue(VisibleText.Of(made.Made.Step));
            WriteFile(json, made.Thumbnail!);
            json.WriteStringValue(made.Address);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private void WriteLabel(Utf8JsonWriter json, int number, string step, string label)
    {
        json.WriteStartObject();
        json.WriteNumber("label", number);
        json.WriteNumber("step", _steps.GetValueOrDefault(step));
        json.WriteString("text", VisibleText.Of(label));
        json.WriteNumber("colour", numbers.ColourOf(label));
        json.WriteEndObject();
    }

    private static void WriteFolder(Utf8JsonWriter json, int number, string name)
    {
        json.WriteStartObject();
        json.WriteNumber("folder", number);
        json.WriteString("text", VisibleText.Of(name));
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            json.WriteString(name, VisibleText.Of(text));
        }
    }

    private static void WriteFile(Utf8JsonWriter json, string name, Thumbnail? file)
    {
        if (file is not null)
        {
            json.WritePropertyName(name);
            WriteFile(json, file);
        }
    }

    private static void WriteFile(Utf8JsonWriter json, Thumbnail file)
    {
        json.WriteStartArray();
        json.WriteStringValue(file.Source);
        json.WriteNumberValue(file.Width);
        json.WriteNumberValue(file.Height);
        json.WriteEndArray();
    }

    // What one run alone found is drawn above what both found, and named first.
    private static int Place(BoxMark mark) => mark switch
    {
        BoxMark.Same => 2,
        BoxMark.Confidence => 1,
        _ => 0,
    };

    private static BoundingBox Clipped(ReportPicture picture, ReportBox box) => box.Box.IsFinite ? box.Box.ClipTo(picture.Width, picture.Height) : default;

    private static int Part(double value, int whole) => whole <= 0 ? 0 : (int)Math.Round(Math.Clamp(value / whole, 0, 1) * Grid);
}
