namespace ImageAnalytics.Training.Families;

/// <summary>A file of a trained model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">Its role on the card.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record TrainedFile(string Name, string Role, byte[] Bytes);
