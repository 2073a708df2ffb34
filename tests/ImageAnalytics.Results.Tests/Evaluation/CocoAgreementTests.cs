using ImageAnalytics.Results.Evaluation;

namespace ImageAnalytics.Results.Tests.Evaluation;

/// <summary>
/// The figures of a second implementation on the same objects: one in Python with matrices of matches and cumulative sums, written apart from this one.
/// </summary>
public sealed class CocoAgreementTests
{
    [Theory]
    [InlineData(1u, 20, 4, 3, 0.165454258973, 0.304507811866, 0.165877677993, 0.177780528053, 0.209079951466, 0.175972632978)]
    [InlineData(2u, 60, 8, 5, 0.135127186609, 0.254868304884, 0.13322475059, 0.128152252725, 0.146898022993, 0.207838857047)]
    [InlineData(3u, 3, 1, 150, 0.019398869415, 0.048298208557, 0.012451800222, 0.066425035361, 0.014796855176, 0.032207922741)]
    public void Evaluate_RandomBoxes_Agrees(
        uint seed, int images, int classes, int noise, double all, double at50, double at75, double small, double medium, double large)
        => AssertAgree(new RandomObjects(seed, images, classes, noise, masks: false).Evaluate(OverlapKind.Boxes), all, at50, at75, small, medium, large);

    [Theory]
    [InlineData(4u, 12, 3, 3, 0.128626269756, 0.285833123572, 0.056576045832, 0.226966982413, 0.113669352229, 0.176363350621)]
    [InlineData(5u, 25, 5, 4, 0.166329874355, 0.348126199346, 0.0849784354, 0.19398349835, 0.167106338572, 0.247609618105)]
    public void Evaluate_RandomMasks_Agrees(
        uint seed, int images, int classes, int noise, double all, double at50, double at75, double small, double medium, double large)
        => AssertAgree(new RandomObjects(seed, images, classes, noise, masks: true).Evaluate(OverlapKind.Masks), all, at50, at75, small, medium, large);

    // Twelve digits of the other implementation are given.
    private static void AssertAgree(CocoAccuracy found, params double[] expected)
        => Assert.All(
            expected.Zip([found.AveragePrecision, found.AtIoU50, found.AtIoU75, found.Small, found.Medium, found.Large]),
            p => Assert.Equal(p.First, p.Second!.Value, 1e-11));
}
