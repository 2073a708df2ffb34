using static TorchSharp.torch;

namespace ImageAnalytics.Training.Families.Faces;

/// <summary>The additive angular margin (Deng et al., ArcFace, 2019, section 2).</summary>
internal static class AngularMargin
{
    private const double Nearly1 = 1 - 1e-6;

    /// <summary>The loss: a softmax over cosines, in which the angle to a face's own person counts as larger by the margin.</summary>
    /// <param name="measurements">Vectors of length 1, [N, C].</param>
    /// <param name="directions">One direction for each person, [people, C]; of any length.</param>
    /// <param name="people">The person of each face, [N].</param>
    /// <param name="margin">The angle in radians.</param>
    /// <param name="scale">What cosines are multiplied by.</param>
    public static Tensor Loss(Tensor measurements, Tensor directions, Tensor people, double margin, double scale)
    {
        Tensor cosines = measurements.matmul(nn.functional.normalize(directions, dim: 1).t()).clamp(-Nearly1, Nearly1);
        Tensor own = cosines.gather(1, people.unsqueeze(1)), sines = (1 - own.pow(2)).sqrt();
        Tensor moved = (own * Math.Cos(margin)) - (sines * Math.Sin(margin));
        // Beyond a straight angle the cosine would rise again: there the margin is taken off in a straight line.
        Tensor safe = where(own.gt(Math.Cos(Math.PI - margin)), moved, own - (Math.Sin(margin) * margin));
        return nn.functional.cross_entropy(cosines.scatter(1, people.unsqueeze(1), safe) * scale, people);
    }
}
