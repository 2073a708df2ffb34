using System.Globalization;
using System.Text.Json;
using ImageAnalytics.Sdk;
using ImageAnalytics.Training.Samples.Line;
using ImageAnalytics.Training.Samples.Parts;
using ImageAnalytics.Training.Samples.Portraits;
using ImageAnalytics.Training.Samples.Styles;

namespace ImageAnalytics.Training.Samples;

/// <summary>Draws one set after the other and writes what is known about the pictures.</summary>
/// <param name="folder">Where to.</param>
/// <param name="options">What.</param>
/// <param name="progress">Told how many of all pictures are drawn.</param>
/// <param name="cancellation">Ends the drawing.</param>
internal sealed class SampleWork(string folder, SampleOptions options, Action<int, int>? progress, CancellationToken cancellation)
{
    private const int Batch = 32;
    private readonly int _all = (options.Sets.HasFlag(SampleSets.Line) ? options.Count : 0) + (options.Sets.HasFlag(SampleSets.Parts) ? options.Count : 0)
        + (options.Sets.HasFlag(SampleSets.Badges) ? (options.People * options.Portraits) + options.Groups : 0);

    private int _done;

    /// <summary>The pictures of the line; how many parts are in them.</summary>
    public long Line()
    {
        string line = Path.Combine(folder, "line");
        Directory.CreateDirectory(Path.Combine(line, "images"));
        string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"images/line-{index + 1:00000}.jpg");
        using CocoStream coco = new(Path.Combine(line, "coco.json"), "Parts on an inspection line, drawn");
        coco.Images(Enumerable.Range(0, options.Count).Select(NameOf), options.Width, options.Height);
        Categories(coco.Json, PartLabels.Kinds, keypoints: false);
        long parts = 0;
        coco.Json.WriteStartArray("annotations");
        InOrder(options.Count, i => Keep(Path.Combine(line, NameOf(i)), LineDrawer.Draw(options.Seed, i, options.Width, options.Height), d => d.Jpeg) with { Jpeg = [] }, (i, drawn) =>
        {
            parts += drawn.Parts.Count;
            foreach (DrawnPart part in drawn.Parts)
            {
                coco.Annotation(i + 1, (int)part.Kind + 1, part.Box, part.Visible.Area, json =>
                {
                    WriteMask(json, part.Visible);
                    json.WriteString("condition", PartLabels.Condition(part.Defective));
                });
            }
        });
        coco.Json.WriteEndArray();
        coco.Finish();
        return parts;
    }

    /// <summary>The single parts.</summary>
    public void Parts()
    {
        string[] folders = [.. PartLabels.Classes.Select(c => Path.Combine(folder, "parts", c))];
        foreach (string inner in folders)
        {
            Directory.CreateDirectory(inner);
        }

        InOrder(
            options.Count,
            i => Keep(Path.Combine(folders[PartDrawer.ClassOf(i)], string.Create(CultureInfo.InvariantCulture, $"part-{i + 1:00000}.png")), PartDrawer.Draw(options.Seed, i), d => d).Length,
            (_, _) => { });
    }

    /// <summary>The pictures whose style can be learned.</summary>
    public void Styles()
    {
        string styles = Path.Combine(folder, "styles");
        Directory.CreateDirectory(styles);
        foreach (string name in StyleDrawer.Names)
        {
            cancellation.ThrowIfCancellationRequested();
            File.WriteAllBytes(Path.Combine(styles, name + ".png"), StyleDrawer.Draw(name, options.Seed));
        }
    }

    /// <summary>The portraits and the groups; how many faces are in the groups.</summary>
    public long Badges()
    {
        PortraitDrawer drawer = new(options.Seed, options.People, cancellation);
        string badges = Path.Combine(folder, "badges"), groups = Path.Combine(folder, "groups");
        for (int i = 0; i < options.People; i++)
        {
            Directory.CreateDirectory(Path.Combine(badges, PortraitDrawer.NameOf(i)));
        }

        Directory.CreateDirectory(groups);
        int each = options.Portraits;
        Faces(badges, options.People * each, i => string.Create(CultureInfo.InvariantCulture, $"{PortraitDrawer.NameOf(i / each)}/badge-{(i % each) + 1}.jpg"), i => drawer.DrawBadge(i / each, i % each), (PortraitDrawer.BadgeWidth, PortraitDrawer.BadgeHeight));
        return Faces(groups, options.Groups, i => string.Create(CultureInfo.InvariantCulture, $"group-{i + 1:00000}.jpg"), drawer.DrawGroup, (PortraitDrawer.GroupWidth, PortraitDrawer.GroupHeight));
    }

    private long Faces(string inner, int count, Func<int, string> nameOf, Func<int, DrawnPortrait> draw, (int Width, int Height) size)
    {
        using CocoStream coco = new(Path.Combine(inner, "faces.json"), "Faces of made-up people, drawn");
        coco.Images(Enumerable.Range(0, count).Select(nameOf), size.Width, size.Height);
        Categories(coco.Json, ["face"], keypoints: true);
        long faces = 0;
        coco.Json.WriteStartArray("annotations");
        InOrder(count, i => Keep(Path.Combine(inner, nameOf(i)), draw(i), d => d.Jpeg) with { Jpeg = [] }, (i, drawn) =>
        {
            faces += drawn.Faces.Count;
            foreach (DrawnFace face in drawn.Faces)
            {
                coco.Annotation(i + 1, 1, face.Box, face.Box.Area, json => WriteFace(json, face));
            }
        });
        coco.Json.WriteEndArray();
        coco.Finish();
        return faces;
    }

    /// <summary>Draws on all cores, and takes what is known about the pictures in their order.</summary>
    private void InOrder<T>(int count, Func<int, T> draw, Action<int, T> take)
    {
        T[] drawn = new T[Batch];
        for (int start = 0; start < count; start += Batch)
        {
            int size = Math.Min(Batch, count - start), first = start;
            try
            {
                Parallel.For(0, size, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i => drawn[i] = draw(first + i));
            }
            catch (AggregateException e)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
            }

            for (int i = 0; i < size; i++)
            {
                take(start + i, drawn[i]);
            }

            _done += size;
            progress?.Invoke(_done, _all);
        }
    }

    private static T Keep<T>(string path, T drawn, Func<T, byte[]> bytes)
    {
        File.WriteAllBytes(path, bytes(drawn));
        return drawn;
    }

    private static void Categories(Utf8JsonWriter json, IReadOnlyList<string> names, bool keypoints)
    {
        json.WriteStartArray("categories");
        for (int i = 0; i < names.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("id", i + 1);
            json.WriteString("name", names[i]);
            json.WriteString("supercategory", keypoints ? "person" : "part");
            if (keypoints)
            {
                json.WriteStartArray("keypoints");
                foreach (string name in (string[])["eye_left_in_picture", "eye_right_in_picture", "nose_tip", "mouth_left_in_picture", "mouth_right_in_picture"])
                {
                    json.WriteStringValue(name);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMask(Utf8JsonWriter json, RunLengths mask)
    {
        json.WriteStartObject("segmentation");
        json.WriteStartArray("size");
        json.WriteNumberValue(mask.Height);
        json.WriteNumberValue(mask.Width);
        json.WriteEndArray();
        json.WriteString("counts", mask.Compress());
        json.WriteEndObject();
    }

    private static void WriteFace(Utf8JsonWriter json, DrawnFace face)
    {
        const int visible = 2;
        json.WriteStartArray("keypoints");
        foreach (ImagePoint point in face.Points)
        {
            json.WriteNumberValue(point.X);
            json.WriteNumberValue(point.Y);
            json.WriteNumberValue(visible);
        }

        json.WriteEndArray();
        json.WriteNumber("num_keypoints", face.Points.Count);
        json.WriteString("person", PortraitDrawer.NameOf(face.Person));
    }
}
