using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Inference.Running;
using ImageAnalytics.Training.Detectors;
using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Detectors.Examples;
using Image = ImageAnalytics.Sdk.Image;

namespace ImageAnalytics.Training.Tests.Detectors;

/// <summary>Reads faces with an exported detector, as the program does.</summary>
internal static class FaceLook
{
    /// <summary>How many faces were found where one is, and how far the farthest of their points is off, in pixels.</summary>
    public static (int Faces, double Farthest) Compare(DetectorExport export, DetectorData data)
    {
        using Workspace workspace = new();
        InstalledModel model = TrainedDetector.Install(export, ModelTasks.FaceDetection, data.Classes, workspace);
        using ModelRunner runner = ModelRunner.Open(model);
        (int faces, double farthest) = (0, 0);
        for (int i = 0; i < data.Validation.Count; i++)
        {
            DetectionExample example = data.Validation[i];
            foreach (FaceDetection face in Read(runner, example))
            {
                ExampleObject? own = example.Objects.FirstOrDefault(o => o.Box.IoU(EdgeBox.Of(face.Box)) >= 0.5f);
                faces += own is null ? 0 : 1;
                farthest = own is null ? farthest : Math.Max(farthest, own.Points.Zip(face.Points!).Max(p => Math.Max(Math.Abs(p.First.X - p.Second.X), Math.Abs(p.First.Y - p.Second.Y))));
            }
        }

        return (faces, farthest);
    }

    private static unsafe List<FaceDetection> Read(ModelRunner runner, DetectionExample example)
    {
        List<FaceDetection> found = [];
        fixed (byte* pixels = example.Pixels)
        {
            PixelView view = new((nint)pixels, example.Width, example.Height, example.Width * 3);
            Region region = new(new Image(example.Name, "", example.Width, example.Height), new BoundingBox(0, 0, example.Width, example.Height), view);
            runner.Run([region], (_, outputs, frame, item, _) => ((IFaceDecoder)runner.Decoder).Decode(outputs, frame, item, 0.4, found), default);
        }

        return found;
    }
}
