using ImageAnalytics.Fuzz.Targets;

namespace ImageAnalytics.Fuzz.Seeds;

/// <summary>Good texts of every kind, and the words that they are made of.</summary>
internal static class TextSeeds
{
    public const string WithoutTables = """
        name: yard
        problem: Which vehicles?
        images: { include: ["**/*.jpg", 'a/?.png'], exclude: thumbs/, pages: all }
        steps:
          - id: cars
            plugin: detector
            model: some-model
            options: { minConfidence: 0.4, wanted: [car, "it's"], count: 3 }
          - id: kind
            plugin: classifier
            models: { model: other }
            on: cars
            where: label in ('car', 'truck') and area_fraction > 0.01
          - { id: second, plugin: detector, model: some-model }
          - id: fused
            combine: weighted-boxes
            of: [cars, second]
            options: { skipBox: 0.05, labels: { automobile: car } }
        report: { title: Yard, formats: [html, csv, slides], maxMegabytes: 20, truth: coco.json, template: t.pptx, maxSlides: 3 }
        repeats: { steps: [cars], minImages: 12, overlap: 0.9, suppress: true }
        alerts:
          - { id: seen, on: cars, where: "label = 'person' and confidence > 0.6", count: images, only: new, above: 0 }
          - { id: fewer, on: cars, change: 0.5 }
          - { id: silent, below: 100 }
        notify: ["./mail.sh", "x@example.org"]
        """;

    private const string Tables = "\ntables:\n  - id: per-folder\n    sql: select folder, label, count(*) as n from detections group by all\n";
    private const string Anchors = "a: &a [x, y]\nname: n\nsteps:\n  - &s { id: a, plugin: detector, model: m }\n  - *s\nproblem: >-\n  folded\n  text\nreport: { title: *a }\n";

    public static IReadOnlyList<byte[]> PipelineWords { get; } = Words.Of(
        "name", "problem", "images", "include", "exclude", "pages", "steps", "id", "plugin", "model", "models", "options", "on", "where", "combine", "of", "report", "title", "formats", "repeats", "tables",
        "sql", "alerts", "notify", "nms", "soft-nms", "vote", "weighted-boxes", "detector", "minConfidence", "select 1", "truth", "folders");

    public static IReadOnlyList<byte[]> ConditionWords { get; } = Words.Of(
        "label", "confidence", "area_fraction", "width", "height", "x", "y", "kind", "rank", "image_width", " and ", " or ", "not ", " in ", " between ", " like ", "(", ")", ",", "'a'", "\"b\"", "''", "=", "!=", "<>",
        "<=", ">=", "<", ">", "+", "-", "*", "/", "0.5", "1e308", "%", "_", "&&", "||", "((", "not not ", "--");

    public static IEnumerable<byte[]> Pipelines() => [.. Words.Of(WithoutTables, WithoutTables + Tables, Anchors), .. RepositoryFiles("pipelines", "*.yaml")];

    public static IEnumerable<byte[]> Conditions() => Words.Of(
        "label = 'car' and confidence > 0.6", "label in ('a', \"b\") or not (area_fraction between 0.1 and 0.5)", "label like 'a%_b' and width * 2 - height / 3 + 1 >= -4.5e1", "x != y or kind <> 'face'");

    public static IEnumerable<byte[]> Cards() => [.. RepositoryFiles("models", "model.yaml")];

    public static IEnumerable<byte[]> Recipes() => [.. RepositoryFiles("recipes", "*.yaml")];

    public static IEnumerable<byte[]> TuneFiles() => Words.Of(
        "tune: 1\nof: p.yaml\ndata: { path: a/coco.json, format: coco, split: test }\ntrials: 60\nseed: 3\nshare: 0.5\nfigure: top1\nparameters:\n  parts.minConfidence: { from: 0.05, to: 0.9, scale: log }\n  training.batch: { from: 8, to: 32, whole: true }\n",
        "tune: 1\nof: r.yaml\nhalving: { factor: 3, firstEpochs: 1 }\nparameters:\n  network.widths: { of: [[8, 16], [16, 32], {a: b}, x] }\n");

    public static IEnumerable<byte[]> Manifests() =>
    [
        .. RepositoryFiles("plugins", "plugin.json"),
        .. Words.Of("""{"id":"a","version":"1","sdk":"1.0","assembly":"A.dll","description":"d","tasks":["detection"],"emits":["detection"],"roles":["model"],"optionalRoles":["x"],"licence":"MIT"}"""),
    ];

    // Only where fuzzing is run, from the root of the repository: what is kept of them needs no other files.
    private static IEnumerable<byte[]> RepositoryFiles(string folder, string pattern)
        => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes) : [];
}
