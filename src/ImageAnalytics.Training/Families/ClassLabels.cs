using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Families;

/// <summary>Checks that whole pictures are labelled, and each class has an example.</summary>
internal static class ClassLabels
{
    /// <summary>Refuses data that no classifier can learn from.</summary>
    /// <exception cref="TrainingException">Names everything that is missing.</exception>
    public static void Require(TrainingJob job)
    {
        List<string> problems = [];
        foreach ((string part, Dataset data) in new[] { ("learn from", job.Train), ("validate with", job.Validation) })
        {
            int without = data.Images.Count(i => i.ClassId is null);
            if (data.Images.Count == 0 || without > 0)
            {
                problems.Add($"Of the {data.Images.Count} pictures to {part}, {without} say nothing about the whole picture; expected at least one picture, and a class for each. Use the format 'folder' or 'idx'.");
            }
        }

        if (job.Train.Classes is [var only])
        {
            problems.Add($"All pictures have the class '{only}', and nothing is to be told apart; expected at least two classes. With the format 'folder' the classes' folders lie in the named folder, or beneath 'train' and 'val'.");
        }

        HashSet<int> seen = [.. job.Train.Images.Select(i => i.ClassId).OfType<int>()];
        Dictionary<int, int> keptApart = job.Validation.Images.GroupBy(i => i.ClassId ?? -1).ToDictionary(g => g.Key, g => g.Count());
        string[] empty = [.. job.Train.Classes.Index().Where(c => !seen.Contains(c.Index)).Select(c => $"'{c.Item}'{Apart(keptApart.GetValueOrDefault(c.Index))}")];
        if (empty.Length > 0 && problems.Count == 0)
        {
            problems.Add($"There is no picture to learn from for {(empty.Length == 1 ? "the class" : "the classes")} {string.Join(", ", empty.Take(20))}. Add pictures, or name the classes that count in a file, with 'classes' in the recipe's 'data'.");
        }

        if (problems.Count > 0)
        {
            throw new TrainingException($"'{job.Train.Source}' cannot be learned from. {string.Join(" ", problems)}");
        }
    }

    private static string Apart(int pictures) => pictures > 0 ? $" (its {pictures} are all kept apart for validation: lower 'share', or give the data splits)" : "";
}
