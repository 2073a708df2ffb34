namespace ImageAnalytics.Faces;

/// <summary>The nearest known face.</summary>
/// <param name="Person">Whose it is.</param>
/// <param name="Distance">How far away, in the metric of the gallery's model, with four decimals as results show it.</param>
/// <param name="Photo">The photo that it came from.</param>
public sealed record Match(string Person, double Distance, string Photo);
