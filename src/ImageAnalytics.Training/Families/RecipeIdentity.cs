using System.Security.Cryptography;
using System.Text;
using ImageAnalytics.Training.Recipes;

namespace ImageAnalytics.Training.Families;

/// <summary>Tells one training from another.</summary>
internal static class RecipeIdentity
{
    /// <summary>A hash of all that decides about the weights: recipe, options that were given on the command line, and data.</summary>
    public static string Of(Recipe recipe, string data)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{recipe.Text}\n{recipe.Training with { CheckpointEvery = default }}\n{data}")));
}
