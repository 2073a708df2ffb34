using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ImageAnalytics.Inference.Yaml;
using ImageAnalytics.Training.Recipes;

namespace ImageAnalytics.Training.Families;

/// <summary>Tells one training from another.</summary>
internal static class RecipeIdentity
{
    private static readonly string[] s_words = ["problem", "model"];

    /// <summary>
    /// A hash of all that decides about the weights: recipe, options that were given on the command line, and data. Comments and what the recipe only
    /// says about its model do not, so that a card can be corrected after hours of training.
    /// </summary>
    public static string Of(Recipe recipe, string data)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Deciding(recipe)}\n{recipe.Training with { CheckpointEvery = default }}\n{data}")));

    private static string Deciding(Recipe recipe)
        => YamlTree.Read(recipe.Text, new YamlProblems(recipe.Name)) is { } root
            ? string.Join('\n', root.Pairs.Where(p => !s_words.Contains(p.Key.Text)).Select(p => $"{p.Key.Text}: {Plain(p.Value)}"))
            : recipe.Text;

    private static string Plain(YamlNode node) => node.Kind switch
    {
        YamlKind.Map => $"{{{string.Join(", ", node.Pairs.Select(p => $"{Plain(p.Key)}: {Plain(p.Value)}"))}}}",
        YamlKind.List => $"[{string.Join(", ", node.Items.Select(Plain))}]",
        _ => JsonSerializer.Serialize(node.Text),
    };
}
