using ImageAnalytics.Sdk;

namespace FaultPlugin;

/// <summary>Reports what no plugin may report.</summary>
internal static class RubbishFaults
{
    private const int Million = 1_000_000;
    private static readonly BoundingBox s_box = new(1, 1, 5, 5);
    private static Region? s_kept;

    public static readonly IReadOnlyDictionary<string, Action<Region, ObservationSink>> All = new Dictionary<string, Action<Region, ObservationSink>>
    {
        ["nan-box"] = (r, s) => s.Add(r, Detection(new BoundingBox(1, double.NaN, 1, 1))),
        ["infinite-box"] = (r, s) => s.Add(r, Detection(new BoundingBox(1, 1, double.PositiveInfinity, 1))),
        ["negative-size"] = (r, s) => s.Add(r, Detection(new BoundingBox(5, 5, -3, 2))),
        ["nan-confidence"] = (r, s) => s.Add(r, Detection(s_box) with { Confidence = double.NaN }),
        ["high-confidence"] = (r, s) => s.Add(r, Detection(s_box) with { Confidence = 17 }),
        ["long-label"] = (r, s) => s.Add(r, Detection(s_box) with { Label = new string('x', Million) }),
        ["null-label"] = (r, s) => s.Add(r, Detection(s_box) with { Label = null! }),
        ["null-kind"] = (r, s) => s.Add(r, Detection(s_box) with { Kind = null! }),
        ["unknown-kind"] = (r, s) => s.Add(r, Detection(s_box) with { Kind = "miracle" }),
        ["null-observation"] = (r, s) => s.Add(r, null!),
        ["null-region"] = (_, s) => s.Add(null!, Detection(s_box)),
        ["other-mask"] = (r, s) => s.Add(r, Detection(s_box) with { Kind = ObservationKinds.Instance, Mask = new Mask(3, 3, "9", 0) }),
        ["nan-embedding"] = (r, s) => s.Add(r, Detection(s_box) with { Embedding = [1, float.NaN] }),
        ["nan-points"] = (r, s) => s.Add(r, Detection(s_box) with { Points = [new ImagePoint(double.NaN, 1)] }),
        ["no-picture"] = (r, s) => s.Add(r, Detection(s_box) with { Kind = ObservationKinds.Picture, Picture = new EncodedPicture("png", 3, 3, new byte[100]) }),
        ["million"] = Many,
        ["keep-region"] = (r, _) => s_kept = r,
        ["other-region"] = (_, s) => s.Add(s_kept ?? throw new InvalidOperationException("No region was kept."), Detection(s_box)),
        ["heavy"] = (r, s) => Heavy(r, s, 3100),
        ["weighty"] = (r, s) => Heavy(r, s, 94),
        ["odd-label"] = (r, s) => s.Add(r, Detection(s_box) with { Label = "half\ud800 a\0b \u202e right\r\nto left" }),
    };

    private static Observation Detection(BoundingBox box) => new() { Kind = ObservationKinds.Detection, Label = "seen", Confidence = 0.5, Box = box };

    private static void Many(Region region, ObservationSink sink)
    {
        for (int i = 0; i < Million; i++)
        {
            sink.Add(region, Detection(s_box));
        }
    }

    // Each within what is allowed; a thousand together are a hundred megabytes for one picture.
    private static void Heavy(Region region, ObservationSink sink, int count)
    {
        string detail = $$"""{"text":"{{new string('y', 32_000)}}"}""";
        for (int i = 0; i < count; i++)
        {
            sink.Add(region, Detection(s_box) with { Detail = detail });
        }
    }
}
