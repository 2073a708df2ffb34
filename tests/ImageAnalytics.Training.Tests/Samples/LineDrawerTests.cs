using ImageAnalytics.Training.Samples.Line;
using ImageAnalytics.Training.Samples.Parts;
using OpenCvSharp;

namespace ImageAnalytics.Training.Tests.Samples;

public sealed class LineDrawerTests
{
    [Fact]
    public void Draw_SameSeedAndNumber_GivesTheSamePictureAndTruth()
    {
        (DrawnLine first, DrawnLine second) = (LineDrawer.Draw(5, 3), LineDrawer.Draw(5, 3));

        Assert.Equal(first.Jpeg, second.Jpeg);
        Assert.Equal(first.Parts.Select(p => (p.Kind, p.Defective, p.Box, p.Visible.Compress())), second.Parts.Select(p => (p.Kind, p.Defective, p.Box, p.Visible.Compress())));
    }

    [Fact]
    public void Draw_OtherSeedOrNumber_GivesAnotherPicture()
    {
        byte[] picture = LineDrawer.Draw(5, 3).Jpeg;

        Assert.NotEqual(picture, LineDrawer.Draw(6, 3).Jpeg);
        Assert.NotEqual(picture, LineDrawer.Draw(5, 4).Jpeg);
    }

    [Theory]
    [InlineData(640, 480)]
    [InlineData(160, 160)]
    [InlineData(161, 500)]
    [InlineData(900, 333)]
    public void Draw_AnySize_TruthIsInsideBoxesFitMasksAndNothingIsMostlyHidden(int width, int height)
    {
        for (int i = 0; i < 12; i++)
        {
            DrawnLine drawn = LineDrawer.Draw(11, i, width, height);
            using Mat picture = Cv2.ImDecode(drawn.Jpeg, ImreadModes.Color);

            Assert.Equal((width, height), (picture.Cols, picture.Rows));
            Assert.InRange(drawn.Parts.Count, 1, 10);
            Assert.All(drawn.Parts, part =>
            {
                Assert.Equal((width, height), (part.Visible.Width, part.Visible.Height));
                Assert.Equal(part.Visible.Bounds, part.Box);
                Assert.True(part.Visible.Area >= 100, $"{part.Kind} of picture {i} shows {part.Visible.Area} pixels.");
            });
        }
    }

    [Fact]
    public void Draw_OverlappingParts_GivesEachPixelToOnePart()
    {
        for (int i = 0; i < 20; i++)
        {
            IReadOnlyList<DrawnPart> parts = LineDrawer.Draw(2, i).Parts;
            for (int a = 0; a < parts.Count; a++)
            {
                for (int b = a + 1; b < parts.Count; b++)
                {
                    Assert.Equal(0, parts[a].Visible.Intersect(parts[b].Visible).Area);
                }
            }
        }
    }

    [Fact]
    public void TryPut_PartThatWouldHideMostOfAnother_IsRefusedAndChangesNothing()
    {
        SceneLight light = SceneLight.Make(new(1, ImageAnalytics.Training.Samples.SampleStream.Line, 1));
        RenderedPart below = PartRenderer.Render(PartPiece.Make(PartKind.Washer, false, new(1, ImageAnalytics.Training.Samples.SampleStream.Part, 1)), 30, 0, light);
        RenderedPart above = PartRenderer.Render(PartPiece.Make(PartKind.Gear, false, new(1, ImageAnalytics.Training.Samples.SampleStream.Part, 2)), 60, 0, light);
        Placement placement = new(300, 300);
        Assert.True(placement.TryPut(below, 100, 100, overlap: true));

        bool put = placement.TryPut(above, 100 + (below.Side / 2) - (above.Side / 2), 100 + (below.Side / 2) - (above.Side / 2), overlap: true);

        Assert.False(put);
        Assert.Equal(below.Area, placement.Parts.Single().VisiblePixels);
        Assert.Equal(below.Area, placement.VisibleOf(0).Seen.Count(s => s != 0));
    }

    [Fact]
    public void Draw_ManyPictures_ShowAllKindsAndAFifthDefective()
    {
        List<DrawnPart> parts = [.. Enumerable.Range(0, 60).SelectMany(i => LineDrawer.Draw(3, i, 320, 240).Parts)];

        Assert.Equal(Enum.GetValues<PartKind>(), parts.Select(p => p.Kind).Distinct().Order());
        Assert.InRange(parts.Count(p => p.Defective) / (double)parts.Count, 0.08, 0.3);
    }

    [Fact]
    public void Draw_SidesOutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LineDrawer.Draw(1, 0, 159, 480));
        Assert.Throws<ArgumentOutOfRangeException>(() => LineDrawer.Draw(1, 0, 640, 8193));
        Assert.Throws<ArgumentOutOfRangeException>(() => LineDrawer.Draw(1, -1));
    }

    [Fact]
    public void EveryDefect_ChangesWhatIsSeenOfAPart()
    {
        SceneLight light = SceneLight.Make(new(1, ImageAnalytics.Training.Samples.SampleStream.Line, 1));
        foreach (PartKind kind in Enum.GetValues<PartKind>())
        {
            for (int i = 0; i < 20; i++)
            {
                RenderedPart good = Render(false), defective = Render(true);
                int changed = Enumerable.Range(0, good.Coverage.Length).Count(p => good.Coverage[p] != defective.Coverage[p]
                    || Math.Abs(good.Colours[p * 3] - defective.Colours[p * 3]) > 40);
                Assert.True(changed > good.Area * 0.015, $"{kind} {i}: {defective.Piece.Defect} changes {changed} of {good.Area} pixels.");

                RenderedPart Render(bool defect)
                    => PartRenderer.Render(PartPiece.Make(kind, defect, new(1, ImageAnalytics.Training.Samples.SampleStream.Part, i)), 32, 0.4f, light);
            }
        }
    }
}
