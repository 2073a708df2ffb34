using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Detectors.Examples;

namespace ImageAnalytics.Training.Detectors.Regions;

/// <summary>The anchors of a detector: some sizes about the centre of each cell.</summary>
/// <param name="Stride">Pixels per cell.</param>
/// <param name="Sizes">Width and height of each, in pixels of the prepared picture.</param>
internal sealed record AnchorGrid(int Stride, IReadOnlyList<(float Width, float Height)> Sizes)
{
    /// <summary>Computes sizes from the objects of a data set.</summary>
    public static AnchorGrid Of(IDetectionExamples examples, int stride, int count)
        => new(stride, AnchorClusters.Of(
            Enumerable.Range(0, examples.Count).SelectMany(examples.Objects).Where(o => !o.Crowd).Select(o => (o.Box.Width, o.Box.Height)), count));

    /// <summary>Every anchor of a picture, cell by cell in rows, all sizes of a cell one after the other.</summary>
    public EdgeBox[] Over(int width, int height)
    {
        (int columns, int rows) = (width / Stride, height / Stride);
        EdgeBox[] anchors = new EdgeBox[columns * rows * Sizes.Count];
        for (int i = 0; i < anchors.Length; i++)
        {
            int cell = i / Sizes.Count;
            float x = ((cell % columns) + 0.5f) * Stride, y = ((cell / columns) + 0.5f) * Stride;
            (float w, float h) = Sizes[i % Sizes.Count];
            anchors[i] = new EdgeBox(x - (w / 2), y - (h / 2), x + (w / 2), y + (h / 2));
        }

        return anchors;
    }
}
