using ImageAnalytics.Training.Samples;
using ImageAnalytics.Training.Samples.Portraits;
using OpenCvSharp;

namespace ImageAnalytics.Training.Tests.Samples;

public sealed class PortraitDrawerTests
{
    [Fact]
    public void People_AHundred_StayApart()
    {
        for (long seed = 1; seed <= 3; seed++)
        {
            People people = new(seed, 100);
            for (int a = 0; a < people.Count; a++)
            {
                for (int b = 0; b < a; b++)
                {
                    Assert.True(people[a].DistanceTo(people[b]) >= People.SmallestDistance, $"Seed {seed}: {a} and {b} are alike.");
                }
            }
        }
    }

    [Fact]
    public void DrawBadge_MorePeople_LeaveThePicturesOfTheFirstAsTheyAre()
    {
        DrawnPortrait few = new PortraitDrawer(4, 3).DrawBadge(2, 1), many = new PortraitDrawer(4, 40).DrawBadge(2, 1);

        Assert.Equal(few.Jpeg, many.Jpeg);
    }

    [Fact]
    public void DrawBadge_OtherSeedPersonOrPortrait_GivesAnotherPicture()
    {
        PortraitDrawer drawer = new(4, 3);
        byte[] picture = drawer.DrawBadge(0, 0).Jpeg;

        Assert.NotEqual(picture, new PortraitDrawer(5, 3).DrawBadge(0, 0).Jpeg);
        Assert.NotEqual(picture, drawer.DrawBadge(1, 0).Jpeg);
        Assert.NotEqual(picture, drawer.DrawBadge(0, 1).Jpeg);
    }

    [Fact]
    public void DrawBadge_Always_HasOneFaceInsideThePictureWithItsPointsInOrder()
    {
        PortraitDrawer drawer = new(9, 20);
        for (int i = 0; i < 20; i++)
        {
            DrawnPortrait drawn = drawer.DrawBadge(i, i);
            using Mat picture = Cv2.ImDecode(drawn.Jpeg, ImreadModes.Color);

            Assert.Equal((drawn.Width, drawn.Height), (picture.Cols, picture.Rows));
            Assert.Equal(i, Assert.Single(drawn.Faces).Person);
            AssertSound(drawn);
        }
    }

    [Fact]
    public void DrawGroup_Always_ShowsDifferentPeopleWithFacesOfThirtyTo160Pixels()
    {
        PortraitDrawer drawer = new(9, 20);
        for (int i = 0; i < 20; i++)
        {
            DrawnPortrait drawn = drawer.DrawGroup(i);

            Assert.InRange(drawn.Faces.Count, 1, 8);
            Assert.Equal(drawn.Faces.Count, drawn.Faces.Select(f => f.Person).Distinct().Count());
            Assert.All(drawn.Faces, f => Assert.InRange(f.Box.Height, 26, 165));
            Assert.All(drawn.Faces, f => Assert.All(drawn.Faces, o => Assert.True(ReferenceEquals(f, o) || f.Box.IoU(o.Box) < 0.05)));
            AssertSound(drawn);
        }
    }

    [Fact]
    public void DrawGroup_FewerPeopleThanPlaces_ShowsNobodyTwice()
    {
        PortraitDrawer drawer = new(1, 2);

        Assert.All(Enumerable.Range(0, 10), i => Assert.InRange(drawer.DrawGroup(i).Faces.Count, 1, 2));
    }

    [Fact]
    public void PortraitDrawer_NobodyOrTooMany_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PortraitDrawer(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PortraitDrawer(1, SampleOptions.MostPeople + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PortraitDrawer(1, 1).DrawBadge(1, 0));
    }

    private static void AssertSound(DrawnPortrait drawn) => Assert.All(drawn.Faces, face =>
    {
        Assert.False(face.Box.IsEmpty);
        Assert.True(face.Box is { X: >= 0, Y: >= 0 } && face.Box.Right <= drawn.Width && face.Box.Bottom <= drawn.Height);
        Assert.Equal(5, face.Points.Count);
        Assert.All(face.Points, p => Assert.True(
            p.X >= face.Box.X && p.X <= face.Box.Right && p.Y >= face.Box.Y && p.Y <= face.Box.Bottom, $"{p} is outside {face.Box}."));
        Assert.True(face.Points[0].X < face.Points[1].X && face.Points[3].X < face.Points[4].X);
        Assert.True(face.Points[0].Y < face.Points[2].Y && face.Points[2].Y < face.Points[4].Y);
    });
}
