using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Training.Families.Faces;
using ImageAnalytics.Training.Samples.Portraits;
using OpenCvSharp;

namespace ImageAnalytics.Training.Tests.Families;

public sealed class FaceAlignmentTests
{
    private static readonly ImagePoint[] s_template = [new(23, 29), new(41, 29), new(32, 38), new(25, 46), new(39, 46)];

    [Fact]
    public void PictureOfSeveralPeople_MeansTheOneInTheMiddle()
    {
        PortraitDrawer drawer = new(3, 3);
        Mat[] badges = [.. Enumerable.Range(0, 3).Select(i => Cv2.ImDecode(drawer.DrawBadge(i, 0).Jpeg, ImreadModes.Color))];
        InputSpec input = new() { Preparation = new PreparationSpec { Mode = ResizeMode.Stretch, Width = 64, Height = 64 } };
        using FaceAlignment alignment = new(InstalledModel.Load(Path.Combine(Repository.Root, "models", "badge-faces")), s_template, input);
        byte[] Face(Mat picture)
            => alignment.Prepare(new Region(new Image("p", "", picture.Cols, picture.Rows), new BoundingBox(0, 0, picture.Cols, picture.Rows), new PixelView(picture.Data, picture.Cols, picture.Rows, (int)picture.Step())))!.Pixels;
        byte[][] alone = [.. badges.Select(Face)];
        for (int middle = 0; middle < 3; middle++)
        {
            using Mat three = new();
            Cv2.HConcat([badges[(middle + 2) % 3], badges[middle], badges[(middle + 1) % 3]], three);
            byte[] found = Face(three);
            double[] differences = [.. alone.Select(a => a.Zip(found).Average(p => Math.Abs(p.First - p.Second)))];
            Assert.Equal(middle, Array.IndexOf(differences, differences.Min()));
        }

        Array.ForEach(badges, b => b.Dispose());
    }
}
