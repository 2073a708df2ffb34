using ImageAnalytics.Reporting.Comparisons;
using ImageAnalytics.Results.Comparing;

namespace ImageAnalytics.Reporting.Tests.Comparisons;

public sealed class AgreementMatrixTests
{
    [Fact]
    public void RareLabels_ShareARow_AndWhatTheyAgreeOnIsKnown()
    {
        AgreementCell[] cells =
        [
            .. Enumerable.Range(0, 20).Select(i => new AgreementCell($"label {i:D2}", $"label {i:D2}", 1000 - (10 * i))),
            new AgreementCell("label 18", "label 19", 7), new AgreementCell("label 00", "label 19", 1), new AgreementCell(null, "label 00", 3),
        ];

        AgreementMatrix matrix = new(cells);

        Assert.Equal(AgreementMatrix.MostLabels, matrix.Labels.Count);
        Assert.Equal(4, matrix.OtherLabels);
        Assert.Equal(cells.Sum(c => c.Count), matrix.Places.Sum(r => matrix.Places.Sum(c => matrix.Count(r, c))));
        Assert.Equal(7, matrix.Count(AgreementMatrix.Others, AgreementMatrix.Others) - matrix.OthersAgreed);
        int zero = matrix.Labels.ToList().IndexOf("label 00");
        Assert.Equal((1, 3), (matrix.Count(zero, AgreementMatrix.Others), matrix.Count(AgreementMatrix.NotFound, zero)));
    }

    [Fact]
    public void Shade_IsThePartOfTheRow_AndWhatIsRareIsStillSeen()
    {
        AgreementMatrix matrix = new([new AgreementCell("a", "a", 500), new AgreementCell("a", "b", 499), new AgreementCell("a", null, 1)]);
        Assert.Equal(("good h5", "bad h5", "bad h1", ""), (matrix.Style(0, 0), matrix.Style(0, 1), matrix.Style(0, AgreementMatrix.NotFound), matrix.Style(1, 1)));
    }
}
