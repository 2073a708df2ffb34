using System.Text.Json.Nodes;
using ImageAnalytics.Reporting.Decks;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Reporting.Tests.Decks;

/// <summary>A finished run whose results are made up, and the deck of it.</summary>
internal static class DeckRun
{
    public const string ModelHash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static readonly RunStep[] s_steps =
    [
        new("parts", "single-shot-detector", "finder", "fp-parts-0123456789", null),
        new("kind", "classifier", "sorter", "fp-kind-0123456789", 0),
        new("people", "face", "finder + sorter", "fp-people-0123456789", null),
    ];

    /// <summary>Runs over files of which each is named and has a fate: <c>ok</c>, <c>torn</c> or <c>text</c>.</summary>
    /// <returns>The run's folder.</returns>
    public static string Make(string output, IEnumerable<(string Path, string Fate)> files, JsonArray? notListed = null)
    {
        (string Path, string Fate)[] all = [.. files];
        using ResultStore store = ResultStore.Open(output);
        using RunLedger ledger = RunLedger.Open(store, "facts", s_steps, false);
        foreach ((int i, (string path, _)) in all.Index())
        {
            ledger.Add(new ListedFile(path, "/gone/" + path, 10, 1000 + i));
        }

        ledger.Plan();
        for (List<PendingImage> pending = [.. ledger.Pending()]; pending.Count > 0; pending = [.. ledger.Pending()])
        {
            ledger.Commit([.. pending.Select(p => Result(p, all[p.Ordinal].Fate))], []);
        }

        JsonObject Model(string name, string licence) => new() { ["name"] = name, ["version"] = "1.2", ["task"] = "detection", ["licence"] = licence, ["source"] = "drawn", ["content"] = ModelHash };
        return ledger.Finish(new RunDocument
        {
            Pipeline = "line",
            Provenance = new JsonObject
            {
                ["program"] = "ImageAnalytics 0.1.0",
                ["inputs"] = new JsonArray("/gone"),
                ["listingProblems"] = notListed,
                ["plugins"] = new JsonArray(new JsonObject { ["id"] = "classifier", ["version"] = "0.9" }),
                ["models"] = new JsonArray(Model("finder", "MIT"), Model("sorter", "CC-BY-NC-4.0")),
            },
        }).Folder;
    }

    public static DeckContent Deck(string output, string run, int slides = 20, ReportAlerts? alerts = null)
    {
        using RunReader reader = RunReader.Open(run);
        return DeckContentBuilder.Build(reader, new DeckOptions { Title = "Line", Problem = "Which parts?", OutputFolder = output, MaxSlides = slides, NonCommercialModels = ["sorter"], Alerts = alerts ?? ReportAlerts.None });
    }

    private static ImageResult Result(PendingImage image, string fate)
    {
        long n = image.Ordinal;
        ImageFacts facts = fate switch
        {
            "text" => new ImageFacts { Failure = "not-an-image", Message = "The file holds text." },
            "torn" => new ImageFacts { Width = 640, Height = 480, Failure = "truncated", Message = "The file ends early." },
            _ => new ImageFacts { Width = 640, Height = 480, TakenAt = $"2026-01-{(n % 4) + 1:D2}T03:04:05", Camera = "Box 1" },
        };
        return new ImageResult(n, $"{n:x64}", facts, facts.Width == 0 ? [] : [.. image.MissingSteps.Select(s => Step(s, n))], 1);
    }

    private static StepResult Step(int step, long n)
    {
        StoredObservation[] found = step switch
        {
            0 => [.. Enumerable.Range(1, 1 + (int)(n % 3)).Select(i => new StoredObservation(i, null, new Observation { Kind = ObservationKinds.Detection, Label = i == 1 ? "gear" : $"part {n % 14}", Confidence = 0.95 - (0.1 * i), Box = new BoundingBox(40 * i, 30, 35, 30) }))],
            1 => [new StoredObservation(1, 1, new Observation { Kind = ObservationKinds.Classification, Label = "sound", Confidence = 0.75, Rank = 1 }), new StoredObservation(2, 1, new Observation { Kind = ObservationKinds.Classification, Label = "cracked", Confidence = 0.25, Rank = 2 })],
            _ => [new StoredObservation(1, null, new Observation { Kind = ObservationKinds.Face, Label = n % 2 == 0 ? "Ada" : "", Confidence = 0.5, Box = new BoundingBox(200, 100, 80, 80) })],
        };
        return new StepResult(s_steps[step].Fingerprint, null, null, [.. found]);
    }
}
