using System.Text.Json.Nodes;
using ImageAnalytics.Faces;
using ImageAnalytics.Inference.Faces;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Plugins.Face;

/// <summary>One lane's face reader. Owns the reader.</summary>
internal sealed class FaceAnalyzer(FaceReader reader, string detector, Gallery? gallery, double tolerance) : IAnalyzer, IDeclaresInputSize, IDeclaresBackground
{
    public InputSize? InputSize => reader.InputSize;

    public BackgroundColour? Background => reader.Background;

    /// <summary>What is said about a detector that cannot serve identities.</summary>
    public static string NoPoints(string detector) => $"The detector '{detector}' gives no points: faces have a box, but neither points nor an identity.";

    public void Analyze(IReadOnlyList<Region> batch, ObservationSink sink, CancellationToken cancellationToken)
    {
        foreach (Region region in batch)
        {
            foreach (FoundFace face in reader.Read(region, cancellationToken))
            {
                (string person, Match? nearest) = gallery is not null && face.Embedding is not null ? gallery.Identify(face.Embedding, tolerance) : ("", null);
                sink.Add(region, new Observation
                {
                    Kind = ObservationKinds.Face,
                    Label = person,
                    Confidence = face.Confidence,
                    Box = face.Box,
                    Points = face.Points,
                    Embedding = face.Embedding,
                    Detail = DetailOf(face, nearest)?.ToJsonString(),
                });
            }
        }
    }

    public void Dispose() => reader.Dispose();

    private JsonObject? DetailOf(FoundFace face, Match? nearest)
    {
        if (nearest is not null)
        {
            return new JsonObject { ["distance"] = nearest.Distance };
        }

        return face.Points is null ? new JsonObject { ["note"] = NoPoints(detector) } : null;
    }
}
