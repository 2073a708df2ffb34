using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Detectors.Examples;
using Image = ImageAnalytics.Sdk.Image;

namespace ImageAnalytics.Training.Tests.Detectors;

/// <summary>Looks at drawn pictures with an installed model, as the program's steps do.</summary>
internal sealed class DetectorLook(ModelRunner runner, Thresholds thresholds)
{
    /// <summary>What the model finds.</summary>
    public unsafe IReadOnlyList<FoundObject> At(DetectionExample example)
    {
        List<FoundObject> found = [];
        fixed (byte* pixels = example.Pixels)
        {
            PixelView view = new((nint)pixels, example.Width, example.Height, example.Width * 3);
            Region region = new(new Image(example.Name, "", example.Width, example.Height), new BoundingBox(0, 0, example.Width, example.Height), view);
            runner.Run([region], (one, outputs, frame, item, mapping) => Read(one, outputs, frame, item, mapping, found), default);
        }

        return found;
    }

    private void Read(
        Region region, Inference.Engines.IModelOutputs outputs, DecoderFrame frame, int item, Imaging.Preparation.InputMapping mapping, List<FoundObject> found)
    {
        IReadOnlyList<Inference.Decoding.Detection> boxes = new DetectionReader((IDetectionDecoder)runner.Decoder, thresholds).Read(outputs, frame, item, mapping);
        if (runner.Model.Card.Task != ModelTasks.InstanceSegmentation)
        {
            found.AddRange(boxes.Select(d => new FoundObject(d.ClassId, EdgeBox.Of(d.Box), d.Confidence)));
            return;
        }

        new MaskReader((IMaskDecoder)runner.Decoder, thresholds.MaskThreshold).Read(
            region, outputs, frame, item, mapping, boxes, (d, mask) => found.Add(new FoundObject(d.ClassId, EdgeBox.Of(d.Box), d.Confidence) { Mask = mask.ToMask() }));
    }
}
