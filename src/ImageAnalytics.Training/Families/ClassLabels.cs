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

        HashSet<int> seen = [.. job.Train.Images.Select(i => i.ClassId).OfType<int>()];
        string[] empty = [.. job.Train.Classes.Where((_, i) => !seen.Contains(i)).Select(c => $"'{c}'")];
        if (empty.Length > 0 && problems.Count == 0)
        {
            problems.Add($"There is no picture to learn from for {(empty.Length == 1 ? "the class" : "the classes")} {string.Join(", ", empty.Take(20))}. Add pictures, or remove the class.");
        }

        if (problems.Count > 0)
        {
            throw new TrainingException($"'{job.Train.Source}' cannot be learned from. {string.Join(" ", problems)}");
        }
    }
}
