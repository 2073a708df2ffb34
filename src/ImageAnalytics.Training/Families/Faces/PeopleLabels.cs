using ImageAnalytics.Training.Examples;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Families.Faces;

/// <summary>Checks that there are people to learn from, and others to validate with.</summary>
internal static class PeopleLabels
{
    /// <summary>Refuses data from which nobody can learn to tell people apart.</summary>
    /// <exception cref="TrainingException">Names everything that is missing.</exception>
    public static void Require(TrainingJob job)
        => Require(job.Train.Source, "pictures", job.Train.Images.Select(i => i.ClassId), job.Validation.Images.Select(i => i.ClassId), "Use the format 'folder', with a folder for each person.");

    /// <summary>The same of the pictures in which a face was found.</summary>
    /// <exception cref="TrainingException">Names everything that is missing.</exception>
    public static void RequireFaces(TrainingJob job, PictureStore train, PictureStore validation, string detector)
        => Require(
            job.Train.Source, $"pictures in which '{detector}' finds a face", PeopleOf(train), PeopleOf(validation),
            "Name another 'detector' in the recipe's 'network', or give it more pictures of faces.");

    private static IEnumerable<int?> PeopleOf(PictureStore store) => store.Usable.Select(i => store.Image(i).ClassId);

    private static void Require(string source, string what, IEnumerable<int?> train, IEnumerable<int?> validation, string advice)
    {
        List<string> problems = [];
        foreach ((string part, IEnumerable<int?> people) in new[] { ("learn from", train), ("validate with", validation) })
        {
            int several = people.OfType<int>().GroupBy(p => p).Count(p => p.Count() > 1);
            if (several < 2)
            {
                problems.Add($"To {part} there are {several} people with several {what}; expected at least 2.");
            }
        }

        if (problems.Count > 0)
        {
            throw new TrainingException($"'{source}' cannot be learned from. {string.Join(" ", problems)} {advice}");
        }
    }
}
