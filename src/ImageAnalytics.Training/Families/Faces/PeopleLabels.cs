using ImageAnalytics.Training.Datasets;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Families.Faces;

/// <summary>Checks that there are people to learn from, and others to validate with.</summary>
internal static class PeopleLabels
{
    /// <summary>Refuses data from which nobody can learn to tell people apart.</summary>
    /// <exception cref="TrainingException">Names everything that is missing.</exception>
    public static void Require(TrainingJob job)
    {
        List<string> problems = [];
        foreach ((string part, Dataset data) in new[] { ("learn from", job.Train), ("validate with", job.Validation) })
        {
            int people = data.Images.Where(i => i.ClassId is not null).GroupBy(i => i.ClassId).Count(p => p.Count() > 1);
            if (people < 2)
            {
                problems.Add($"To {part} there are {people} people with several pictures; expected at least 2. Use the format 'folder', with a folder for each person.");
            }
        }

        if (problems.Count > 0)
        {
            throw new TrainingException($"'{job.Train.Source}' cannot be learned from. {string.Join(" ", problems)}");
        }
    }
}
