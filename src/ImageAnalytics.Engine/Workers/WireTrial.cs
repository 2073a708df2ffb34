using System.Text.Json;
using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Results;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Engine.Workers;

/// <summary>Sends a chunk and a result through the serializer and back while a worker starts, so that the code is compiled when lanes need the cores.</summary>
internal static class WireTrial
{
    private static readonly Lock s_lock = new();
    private static bool s_done;

    /// <summary>Does it once in a process.</summary>
    public static void Run()
    {
        lock (s_lock)
        {
            if (s_done)
            {
                return;
            }

            s_done = true;
            Chunk chunk = new(0, [new WorkItem { Ordinal = 0, Path = "a", FullPath = "/a", Missing = [0] }]);
            JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(chunk, WireJson.Default.Chunk), WireJson.Default.Chunk);
            Observation observation = new() { Kind = ObservationKinds.Detection, Label = "a", Confidence = 0.5, Box = new BoundingBox(0, 0, 1, 1) };
            StepResult step = new("f", null, null, [new StoredObservation(1, null, observation)]);
            List<ItemResult> results = [new(0, new ImageResult(0, "h", new ImageFacts { Width = 1, Height = 1 }, [step], 1), null)];
            JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(results, WireJson.Default.ListItemResult), WireJson.Default.ListItemResult);
        }
    }
}
