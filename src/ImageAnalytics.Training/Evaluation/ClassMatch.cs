using ImageAnalytics.Training.Datasets;

namespace ImageAnalytics.Training.Evaluation;

/// <summary>Which of a model's classes are which of the data's: those of the same name, whatever its case where none has the same.</summary>
public sealed class ClassMatch
{
    /// <summary>Stands for a class of the model that the data do not have.</summary>
    public const int Other = -1;

    // The only class of data whose objects are not told apart.
    private const string AnyObject = "object";
    private const int MostListed = 20;

    private readonly int[] _dataClass;

    private ClassMatch(int[] dataClass, IReadOnlyList<string> labels, IReadOnlyList<string> classes)
    {
        _dataClass = dataClass;
        OnlyInModel = [.. labels.Where((_, i) => dataClass[i] == Other)];
        OnlyInData = [.. classes.Where((_, i) => !dataClass.Contains(i))];
    }

    /// <summary>Labels of the model that the data do not have. What is said of them counts as wrong for a whole picture, and not at all for objects.</summary>
    public IReadOnlyList<string> OnlyInModel { get; }

    /// <summary>Classes of the data that the model does not have: it misses all of them, and the figures say so.</summary>
    public IReadOnlyList<string> OnlyInData { get; }

    /// <summary>The class of the data; <see cref="Other"/> where it has none.</summary>
    /// <param name="modelClass">A class of the model, from 0.</param>
    public int Of(int modelClass) => _dataClass[modelClass];

    /// <summary>Matches the classes.</summary>
    /// <param name="model">The model's name, for messages.</param>
    /// <param name="labels">Its labels, class 0 first; those that come twice are one class.</param>
    /// <param name="data">The data.</param>
    /// <exception cref="EvaluationException">No name is in both.</exception>
    /// <remarks>A model with one label, and data whose only class is <c>object</c>, match whatever the label is.</remarks>
    public static ClassMatch Match(string model, IReadOnlyList<string> labels, Dataset data)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(data);
        Dictionary<string, int> exact = new(StringComparer.Ordinal), anyCase = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < data.Classes.Count; i++)
        {
            exact.TryAdd(data.Classes[i].Trim(), i);
            anyCase.TryAdd(data.Classes[i].Trim(), i);
        }

        bool anyObject = labels.Count == 1 && data.Classes is [var only] && AnyObject.Equals(only, StringComparison.OrdinalIgnoreCase);
        int[] dataClass = anyObject ? [0] : [.. labels.Select(l => exact.TryGetValue(l.Trim(), out int found) || anyCase.TryGetValue(l.Trim(), out found) ? found : Other)];
        return dataClass.Any(c => c != Other)
            ? new ClassMatch(dataClass, labels, data.Classes)
            : throw new EvaluationException(
                $"The model '{model}' cannot be evaluated on '{data.Source}': no class has the same name in both. The model's classes: {ListOf(labels)}. "
                + $"The data's classes: {ListOf(data.Classes)}. Rename the classes of the data, or give them other names in a file with --classes: the names by number, or lines such as 'tv => tvmonitor'.");
    }

    /// <summary>Names for a message, not too many of them.</summary>
    internal static string ListOf(IReadOnlyList<string> names)
        => names.Count == 0 ? "none" : string.Join(", ", names.Take(MostListed).Select(n => $"'{n}'")) + (names.Count > MostListed ? $" and {names.Count - MostListed} more" : "");
}
