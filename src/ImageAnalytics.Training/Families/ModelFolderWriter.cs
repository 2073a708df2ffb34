using System.Globalization;
using System.Security.Cryptography;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Results.Durable;
using ImageAnalytics.Training.Recipes;
using YamlDotNet.Serialization;

namespace ImageAnalytics.Training.Families;

/// <summary>Writes a trained model as a folder that the program installs and runs: its networks and <c>model.yaml</c>.</summary>
internal static class ModelFolderWriter
{
    /// <summary>Writes the files, the card last, so that a folder with a card is whole.</summary>
    /// <param name="folder">The folder; made when it is not there.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="model">What came of it.</param>
    public static void Write(string folder, Recipe recipe, TrainedModel model)
    {
        Directory.CreateDirectory(folder);
        foreach (TrainedFile file in model.Files)
        {
            DurableFile.Commit(Path.Combine(folder, file.Name), temporary => File.WriteAllBytes(temporary, file.Bytes));
        }

        string card = CardOf(recipe, model);
        ModelCardReader.Parse(card, ModelCard.FileName);
        DurableFile.Commit(Path.Combine(folder, ModelCard.FileName), temporary => File.WriteAllText(temporary, card));
    }

    private static string CardOf(Recipe recipe, TrainedModel model)
    {
        Dictionary<string, object> card = new()
        {
            ["card"] = ModelCard.Revision,
            ["name"] = recipe.Name,
            ["version"] = recipe.Model.Version,
            ["task"] = recipe.Family.Task,
            ["summary"] = recipe.Model.Summary,
            ["licence"] = recipe.Model.Licence,
            ["source"] = recipe.Model.Source,
            ["engine"] = "onnx",
            ["files"] = model.Files.Select(f => new Dictionary<string, object>
            {
                ["name"] = f.Name, ["role"] = f.Role, ["bytes"] = f.Bytes.Length, ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(f.Bytes)),
            }).ToArray(),
            ["input"] = model.Input,
            ["output"] = model.Output,
        };
        if (model.Labels.Count > 0)
        {
            card["labels"] = model.Labels;
        }

        card["accuracy"] = model.Accuracy.Where(a => double.IsFinite(a.Value)).Select(a => new Dictionary<string, object> { ["metric"] = a.Metric, ["value"] = a.Value, ["data"] = a.Data, ["by"] = a.By }).ToArray();
        card["notes"] = string.Create(
            CultureInfo.InvariantCulture,
            $"Trained from the recipe '{recipe.Name}', seed {recipe.Training.Seed}: best weights of epoch {model.Training.BestEpoch} of {recipe.Training.Epochs}. {recipe.Model.Notes}").TrimEnd();
        return new SerializerBuilder().WithQuotingNecessaryStrings().Build().Serialize(card);
    }
}
