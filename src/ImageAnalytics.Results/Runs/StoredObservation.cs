namespace ImageAnalytics.Results;

/// <summary>An observation as the store keeps it.</summary>
/// <param name="Number">The n of <c>step#n</c>: from 1, unique in its image and step.</param>
/// <param name="Parent">The number, in the parent step, of what it was found on; null for the whole image.</param>
/// <param name="Value">What was found; its box is in pixels of the upright image at full scale.</param>
/// <remarks>
/// When it is stored, the confidence is rounded to 4 decimals and the box to 1, halves away from zero; so what comes out of the store
/// is what every export shows.
/// </remarks>
public sealed record StoredObservation(int Number, int? Parent, Observation Value);
