using System.Runtime.InteropServices;
using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Training.Augmentation;
using ImageAnalytics.Training.Detectors.Boxes;
using ImageAnalytics.Training.Detectors.Examples;
using ImageAnalytics.Training.Examples;
using OpenCvSharp;

namespace ImageAnalytics.Training.Tests.Detectors;

public sealed class StoredExamplesTests
{
    // Twice as wide as the network sees, with the same height: columns are halved.
    private static readonly InputSpec s_input = new() { Preparation = new PreparationSpec { Mode = ResizeMode.Stretch, Width = 64, Height = 64 } };

    [Fact]
    public void Objects_StandWhereTheNetworkSeesThem()
    {
        using StoredExamples examples = Make(null);
        ExampleObject found = Assert.Single(examples[0].Objects);
        Assert.Equal(new EdgeBox(10, 8, 20, 24), found.Box);
        Assert.Equal((160, 1), (found.Mask!.Pixels.Sum(p => p), found.ClassId));
        Assert.Equal(new ImagePoint(12, 10), found.Points[0]);
    }

    [Fact]
    public void MirroredPicture_HasMirroredBoxesMasksAndPoints()
    {
        using StoredExamples examples = Make(new AugmentationOptions { FlipHorizontal = 1 });
        DetectionExample altered = examples.Altered(0, 3);
        ExampleObject found = Assert.Single(altered.Objects);
        Assert.Equal(new EdgeBox(44, 8, 54, 24), found.Box);
        Assert.Equal((44, 8, 160), (found.Mask!.Left, found.Mask.Top, found.Mask.Pixels.Sum(p => p)));
        // The eye that was right in the picture is now left.
        Assert.Equal(46, found.Points[0].X);
        Assert.True(altered.Pixels[((12 * 64) + 48) * 3] > 200);
    }

    [Fact]
    public void BoxOfAWholeUprightObject_IsTheLabelledOne_NotItsPixels()
    {
        // One column more in the picture is half a column for the network, and a bar of one column in two is seen or not.
        LabelledObject odd = Square(1, new BoundingBox(20, 8, 21, 16));
        using StoredExamples asItIs = Make(new AugmentationOptions(), odd), mirrored = Make(new AugmentationOptions { FlipHorizontal = 1 }, odd), cut = Make(new AugmentationOptions { ScaleFrom = 1.6, ScaleTo = 1.6, MinVisible = 0 }, odd);
        Assert.Equal(new EdgeBox(10, 8, 20.5f, 24), Assert.Single(asItIs.Altered(0, 0).Objects).Box);
        ExampleObject found = Assert.Single(mirrored.Altered(0, 0).Objects);
        Assert.Equal(new EdgeBox(43.5f, 8, 54, 24), found.Box);
        Assert.Equal((43, 11), (found.Mask!.Left, found.Mask.Width));
        // Of one that is cut off, the pixels that are left.
        EdgeBox left = Assert.Single(cut.Altered(0, 0).Objects).Box;
        Assert.Equal((0, 0), (left.Left, left.Top));
        Assert.Equal(Math.Round(left.Right), left.Right);
    }

    [Fact]
    public void ObjectInFrontOfALaterOne_KeepsItsPixels_AndTheOneBehindAllOfIts()
    {
        // A small square that is listed before the large one around it.
        using StoredExamples examples = Make(
            new AugmentationOptions { FlipHorizontal = 1 }, Square(0, new BoundingBox(40, 20, 20, 10)), Square(1, new BoundingBox(20, 8, 80, 40)));
        IReadOnlyList<ExampleObject> found = examples.Altered(0, 3).Objects;
        Assert.Equal([(0, new EdgeBox(34, 20, 44, 30), 100), (1, new EdgeBox(14, 8, 54, 48), 1600)], found.Select(o => (o.ClassId, o.Box, o.Mask!.Pixels.Sum(p => p))));
    }

    [Fact]
    public void Objects_BeyondTheLimit_AreTheSame_AndThoseTooSmallAreCounted()
    {
        LabelledObject[] objects = [Square(0, new BoundingBox(40, 20, 20, 10)), Square(1, new BoundingBox(20, 8, 1, 40))];
        using StoredExamples kept = Make(null, objects), again = new(Store(objects), s_input, null, 1, limit: 0);
        Assert.Same(kept.Objects(0), kept.Objects(0));
        Assert.NotSame(again.Objects(0), again.Objects(0));
        Assert.Equal(Assert.Single(kept.Objects(0)).Mask!.Pixels, Assert.Single(again[0].Objects).Mask!.Pixels);
        Assert.Equal((1, 1), (kept.LeftOut(), again.LeftOut()));
    }

    [Fact]
    public void RestOfACrowd_StaysACrowd_AndTheRestOfAnObjectGoes()
    {
        LabelledObject one = Square(0, new BoundingBox(0, 0, 120, 64));
        AugmentationOptions enlarged = new() { ScaleFrom = 4, ScaleTo = 4 };
        using StoredExamples crowd = Make(enlarged, one with { Crowd = true }), single = Make(enlarged, one);
        Assert.True(Assert.Single(crowd.Altered(0, 0).Objects).Crowd);
        Assert.Empty(single.Altered(0, 0).Objects);
    }

    [Fact]
    public void Altering_FollowsFromPassAndPictureAlone()
    {
        using StoredExamples first = Make(new AugmentationOptions { ScaleFrom = 0.7, ScaleTo = 1.4, Shift = 0.1, Brightness = 0.2 }), second = Make(new AugmentationOptions { ScaleFrom = 0.7, ScaleTo = 1.4, Shift = 0.1, Brightness = 0.2 });
        second.Altered(0, 1);
        Assert.Equal(first.Altered(0, 2).Pixels, second.Altered(0, 2).Pixels);
        Assert.NotEqual(first.Altered(0, 2).Pixels, first.Altered(0, 4).Pixels);
    }

    [Fact]
    public void Batch_FillsSmallerPicturesUp_AtTheRightAndBottom()
    {
        InputSpec input = new() { Preparation = new PreparationSpec { Fill = 7 }, Channels = ChannelOrder.Grey };
        PictureBatch batch = new([new DetectionExample("a", [.. Enumerable.Repeat((byte)200, 2 * 2 * 3)], 2, 2, []), new DetectionExample("b", new byte[3 * 1 * 3], 3, 1, [])], input);
        using TorchSharp.torch.Tensor tensor = batch.ToTensor();
        Assert.Equal([2, 1, 2, 3], tensor.shape);
        Assert.Equal([200, 200, 7, 200, 200, 7, 0, 0, 0, 7, 7, 7], tensor.data<float>().ToArray());
    }

    private static StoredExamples Make(AugmentationOptions? augmentation, params LabelledObject[] objects)
        => new(Store(objects), s_input, augmentation, 1);

    private static PictureStore Store(LabelledObject[] objects)
        => new([objects.Length == 0 ? new OneSquare() : new OneSquare { Objects = objects }], new InputPreparation(s_input));

    private static LabelledObject Square(int classId, BoundingBox box)
    {
        byte[] mask = new byte[128 * 64];
        for (int y = (int)box.Y; y < box.Bottom; y++)
        {
            mask.AsSpan((y * 128) + (int)box.X, (int)box.Width).Fill(1);
        }

        return new LabelledObject { ClassId = classId, Box = box, Mask = RunLengths.FromPixels(128, 64, mask).ToMask() };
    }

    private sealed class OneSquare : LabelledImage
    {
        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public OneSquare()
        {
            byte[] mask = new byte[128 * 64];
            for (int y = 8; y < 24; y++)
            {
                mask.AsSpan((y * 128) + 20, 20).Fill(1);
            }

            Name = "square";
            Objects =
            [
                new LabelledObject
                {
                    ClassId = 1, Box = new BoundingBox(20, 8, 20, 16), Mask = RunLengths.FromPixels(128, 64, mask).ToMask(),
                    Points = [new(24, 10), new(36, 10), new(30, 14), new(26, 20), new(34, 20)],
                },
            ];
        }

        public override Mat Decode()
        {
            Mat mat = new(64, 128, MatType.CV_8UC3, Scalar.All(0));
            Cv2.Rectangle(mat, new Rect(20, 8, 20, 16), Scalar.All(255), -1);
            return mat;
        }

        public override byte[] ReadBytes()
        {
            using Mat mat = Decode();
            byte[] bytes = new byte[64 * 128 * 3];
            Marshal.Copy(mat.Data, bytes, 0, bytes.Length);
            return bytes;
        }
    }
}
