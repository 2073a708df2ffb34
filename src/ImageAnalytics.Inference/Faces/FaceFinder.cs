using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Engines;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Faces;

/// <summary>Finds faces with a detector. Used by one lane at a time; owns the runner.</summary>
internal sealed class FaceFinder(ModelRunner runner, Thresholds thresholds, double minFaceSize) : IDisposable
{
    private readonly IFaceDecoder _decoder = (IFaceDecoder)runner.Decoder;
    private readonly List<FaceDetection> _found = [];

    public ModelRunner Runner => runner;

    public bool GivesPoints => _decoder.GivesPoints;

    /// <summary>The faces of a region, most confident first.</summary>
    /// <returns>Borrowed; valid until the next call.</returns>
    public IReadOnlyList<FaceDetection> Find(Region region, CancellationToken cancellationToken)
    {
        runner.Run([region], (_, outputs, frame, item, mapping) => Read(region, outputs, frame, item, mapping), cancellationToken);
        return _found;
    }

    public void Dispose() => runner.Dispose();

    private void Read(Region region, IModelOutputs outputs, DecoderFrame frame, int item, InputMapping mapping)
    {
        _found.Clear();
        _decoder.Decode(outputs, frame, item, thresholds.MinConfidence, _found);
        // Clipped first: the part outside the region is not there, and boxes are compared as they will be shown.
        for (int i = 0; i < _found.Count; i++)
        {
            _found[i] = new FaceDetection(mapping.ToSourceClipped(_found[i].Box), _found[i].Confidence, _found[i].Points?.Select(mapping.ToSource).ToArray());
        }

        double scaleX = region.Box.Width / region.Pixels.Width, scaleY = region.Box.Height / region.Pixels.Height;
        _found.RemoveAll(f => f.Box.Width * scaleX < minFaceSize || f.Box.Height * scaleY < minFaceSize);
        NonMaximumSuppression.Apply(_found, _decoder.NeedsNms ? thresholds.NmsThreshold : 1, thresholds.MaxDetections);
    }
}
