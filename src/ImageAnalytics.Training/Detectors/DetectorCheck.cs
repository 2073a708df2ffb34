using ImageAnalytics.Imaging.Preparation;
using ImageAnalytics.Training.Detectors.Examples;
using ImageAnalytics.Training.Detectors.Features;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Detectors;

/// <summary>Refuses what no detector can be trained with.</summary>
internal static class DetectorCheck
{
    /// <summary>Says that what a detector is to find besides boxes is nowhere labelled; nothing where some is.</summary>
    /// <param name="data">The data.</param>
    /// <param name="has">Whether an object has it.</param>
    /// <param name="what">What is missing, and where it may come from.</param>
    public static IEnumerable<string> MissingEverywhere(DetectorData data, Func<ExampleObject, bool> has, string what)
    {
        foreach ((string part, IDetectionExamples examples) in new[] { ("learn from", data.Train), ("validate with", data.Validation) })
        {
            if (!Enumerable.Range(0, examples.Count).Any(i => examples.Objects(i).Any(o => !o.Crowd && has(o))))
            {
                yield return $"No object to {part} has {what}.";
            }
        }
    }

    /// <summary>Says what is wrong with the size of pictures.</summary>
    public static IEnumerable<string> InputProblems(PreparationSpec size)
    {
        if (size.Mode is ResizeMode.Crop or ResizeMode.StretchCrop)
        {
            yield return "'resize' of the input cuts off parts of the pictures, with the objects there; expected 'letterbox', 'stretch' or 'shorter-side'.";
        }

        if (size.Mode == ResizeMode.ShorterSide ? size.MultipleOf % Pyramid.Coarsest != 0 : size.Width % Pyramid.Coarsest != 0 || size.Height % Pyramid.Coarsest != 0)
        {
            yield return size.Mode == ResizeMode.ShorterSide
                ? $"'multipleOf' of the input is {size.MultipleOf}; expected a multiple of {Pyramid.Coarsest}."
                : $"The input is {size.Width} x {size.Height}; expected multiples of {Pyramid.Coarsest}.";
        }
    }

    /// <summary>Refuses wrong sizes, classes without an example, and inputs that do not fit the grids.</summary>
    /// <param name="problems">What is wrong with the options.</param>
    /// <param name="data">The data.</param>
    /// <exception cref="TrainingException">Names everything that is wrong.</exception>
    public static void Require(IEnumerable<string> problems, DetectorData data)
    {
        List<string> all = [.. problems, .. InputProblems(data.Input.Preparation)];
        if (data.Train.Count == 0 || data.Validation.Count == 0)
        {
            all.Add($"There are {data.Train.Count} pictures to learn from and {data.Validation.Count} to validate with; expected at least one each.");
        }
        else if (!Enumerable.Range(0, data.Validation.Count).Any(i => data.Validation.Objects(i).Any(o => !o.Crowd)))
        {
            all.Add($"None of the {data.Validation.Count} pictures to validate with shows an object, so nothing could be measured. Give it others to validate with.");
        }

        HashSet<int> seen = [];
        for (int i = 0; i < data.Train.Count; i++)
        {
            seen.UnionWith(data.Train.Objects(i).Where(o => !o.Crowd).Select(o => o.ClassId));
        }

        string[] missing = [.. data.Classes.Where((_, i) => !seen.Contains(i)).Select(c => $"'{c}'")];
        if (missing.Length > 0)
        {
            all.Add($"No object to learn from has the class {string.Join(", ", missing.Take(20))}. Add pictures, or name the classes that count in a file, with 'classes' in the recipe's 'data'.");
        }

        if (all.Count > 0)
        {
            throw new TrainingException($"The detector cannot be trained. {string.Join(" ", all)}");
        }
    }
}
