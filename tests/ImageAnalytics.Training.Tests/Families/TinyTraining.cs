using ImageAnalytics.Inference.Library;
using ImageAnalytics.Training.Recipes;
using ImageAnalytics.Training.Trainers;
using OpenCvSharp;

namespace ImageAnalytics.Training.Tests.Families;

/// <summary>Trains tiny models on drawn pictures, as the command does.</summary>
internal sealed class TinyTraining(Workspace workspace)
{
    /// <summary>Draws pictures of noise about a colour, one folder for each colour.</summary>
    public void DrawColours(string folder, int each, int side = 16)
    {
        (string Name, int[] Bgr)[] colours = [("red", [40, 40, 200]), ("green", [40, 140, 40]), ("blue", [90, 20, 20])];
        foreach ((int k, (string name, int[] bgr)) in colours.Index())
        {
            for (int i = 0; i < each; i++)
            {
                Draw($"{folder}/{name}/{i}.png", side, (k * 1000) + i, (_, _, c) => bgr[c]);
            }
        }
    }

    /// <summary>Draws "people": stripes whose direction and colour are a person's own, and shift from picture to picture.</summary>
    public void DrawPeople(string folder, int people, int each, int side)
    {
        for (int p = 0; p < people; p++)
        {
            double angle = p * Math.PI / people;
            for (int i = 0; i < each; i++)
            {
                int shift = i, person = p;
                Draw($"{folder}/p{p}/{i}.png", side, (p * 1000) + i, (x, y, c) => 120 + (int)(90 * Math.Sin((((x * Math.Cos(angle)) + (y * Math.Sin(angle))) * 0.9) + (c * person) + (shift * 0.2))));
            }
        }
    }

    /// <summary>Trains by a recipe.</summary>
    /// <returns>How it ended, and the model as it is installed.</returns>
    public (TrainingResult Result, InstalledModel Model) Train(string name, string text)
    {
        Recipe recipe = RecipeReader.Load(workspace.Write($"{name}.yaml", text));
        TrainingResult result = RecipeTrainer.Train(recipe, workspace[$"out/{name}"], ModelLibrary.Default([]), null, TestContext.Current.CancellationToken);
        return (result, InstalledModel.Load(workspace[$"out/{name}/models/{name}"]));
    }

    private void Draw(string relative, int side, int seed, Func<int, int, int, int> colour)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(workspace[relative])!);
        Random random = new(seed);
        byte[] pixels = [.. from y in Enumerable.Range(0, side) from x in Enumerable.Range(0, side) from c in Enumerable.Range(0, 3) select (byte)Math.Clamp(colour(x, y, c) + random.Next(-20, 21), 0, 255)];
        using Mat mat = Mat.FromPixelData(side, side, MatType.CV_8UC3, pixels);
        Assert.True(Cv2.ImWrite(workspace[relative], mat));
    }
}
