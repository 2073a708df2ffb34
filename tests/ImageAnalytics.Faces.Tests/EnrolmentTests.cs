namespace ImageAnalytics.Faces.Tests;

public sealed class EnrolmentTests
{
    private readonly Enrolment _enrolment = new(Made.Model, "yunet");

    [Fact]
    public void Add_OneFaceOnAPhoto_IsEnrolledWithItsOrigin()
    {
        PhotoOutcome outcome = _enrolment.Add(Made.Photo("anna", "1.jpg"), One(1));

        Assert.True(outcome.Enrolled);
        Assert.Equal(("anna", "anna/1.jpg", Made.Sha(1)), _enrolment.Finish("staff").Faces.Select(f => (f.Person, f.Photo, f.PhotoSha256)).Single());
    }

    [Fact]
    public void Add_WhatShowsNotOneFace_IsLeftOutWithTheReason()
    {
        Assert.Contains("no face was found on it", _enrolment.Add(Made.Photo("anna", "1.jpg"), new PhotoFaces(Made.Sha(1), null, [])).Message, StringComparison.Ordinal);
        Assert.Contains("3 faces were found on it, and it is not known which is meant", _enrolment.Add(Made.Photo("anna", "2.jpg"), new PhotoFaces(Made.Sha(2), null, [[1, 0, 0], null, [0, 1, 0]])).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be described", _enrolment.Add(Made.Photo("anna", "3.jpg"), new PhotoFaces(Made.Sha(3), null, [null])).Message, StringComparison.Ordinal);
        Assert.Equal("The photo 'anna/4.jpg' is left out: It is torn.", _enrolment.Add(Made.Photo("anna", "4.jpg"), new PhotoFaces("", "It is torn.", [])).Message);

        PluginException refused = Assert.Throws<PluginException>(() => _enrolment.Finish("staff"));
        Assert.Equal("The gallery 'staff' would be empty: none of 4 photos shows one face alone.", refused.Problems[0]);
        Assert.Equal(5, refused.Problems.Count);
    }

    [Fact]
    public void Add_OnePhotoUnderTwoNames_IsRefusedAndNamesBoth()
    {
        _enrolment.Add(Made.Photo("anna", "1.jpg"), One(1));
        _enrolment.Add(Made.Photo("ben", "x.jpg"), One(1));

        string message = Assert.Single(Assert.Throws<PluginException>(() => _enrolment.Finish("staff")).Problems);

        Assert.Contains("'anna/1.jpg' of 'anna' and 'ben/x.jpg' of 'ben' are the same file", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_OnePhotoOfSeveralUnderTwoNames_IsRefusedAsWell()
    {
        PhotoFaces several = new(Made.Sha(1), null, [[1, 0, 0], [0, 1, 0]]);
        _enrolment.Add(Made.Photo("anna", "1.jpg"), several);
        _enrolment.Add(Made.Photo("ben", "x.jpg"), several);
        Assert.Contains("stands under two names", Assert.Throws<PluginException>(() => _enrolment.Finish("staff")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_ToAGallery_KeepsWhoIsThereAndPassesOverKnownPhotos()
    {
        Enrolment more = new(Made.Model, "yunet", Made.Gallery(Made.Face("anna", 1, 1, 0, 0)));

        Assert.Contains("the same file as 'anna/1.jpg' of the same person", more.Add(Made.Photo("anna", "again.jpg"), One(1)).Message, StringComparison.Ordinal);
        Assert.True(more.Add(Made.Photo("ben", "1.jpg"), One(2)).Enrolled);

        Assert.Equal(["anna", "ben"], more.Finish("staff").People);
        Assert.Equal(2, more.Outcomes.Count);
    }

    private static PhotoFaces One(int photo) => new(Made.Sha(photo), null, [[1, 0, 0]]);
}
