namespace ImageAnalytics.Training.Recipes;

/// <summary>What the card of the trained model says besides what follows from the training.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Summary">What it does, in a sentence.</param>
/// <param name="Licence">Under which it is given away; depends on the data.</param>
/// <param name="Source">Where data and model come from.</param>
/// <param name="Notes">Anything else; may be empty.</param>
public sealed record RecipeModel(string Version, string Summary, string Licence, string Source, string Notes);
