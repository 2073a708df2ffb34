namespace ImageAnalytics.Inference.Library;

/// <summary>A folder of the library that holds a card, usable or not.</summary>
/// <param name="Name">The folder's name, which is the model's.</param>
/// <param name="Folder">Its absolute path.</param>
/// <param name="Model">The model; null when its card is wrong.</param>
/// <param name="Problems">What is wrong with the card; empty otherwise. The files are not looked at.</param>
public sealed record LibraryEntry(string Name, string Folder, InstalledModel? Model, IReadOnlyList<string> Problems);
