using ImageAnalytics.Training.Datasets;

namespace ImageAnalytics.Training.Evaluation;

/// <summary>
/// Which of a model's classes are which of the data's: those of the same name; where none has the same, the one label that is a list with commas and
/// names the class, as those of ImageNet do: <c>tench, Tinca tinca</c>; and where there is none either, the same whatever the capitals.
/// </summary>
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

    /// <summary>The model's classes, from 0, that the data have.</summary>
    public IReadOnlySet<int> Matched => _dataClass.Index().Where(c => c.Item != Other).Select(c => c.Index).ToHashSet();

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
        bool anyObject = labels.Count == 1 && data.Classes is [var only] && AnyObject.Equals(only, StringComparison.OrdinalIgnoreCase);
        int[] dataClass = anyObject ? [0] : ByName(labels, data.Classes);
        return dataClass.Any(c => c != Other)
            ? new ClassMatch(dataClass, labels, data.Classes)
            : throw new EvaluationException(
                $"The model '{model}' cannot be evaluated on '{data.Source}': no class has the same name in both. The model's classes: {ListOf(labels)}. "
                + $"The data's classes: {ListOf(data.Classes)}. Rename the classes of the data, or give them other names in a file with --classes: the names by number, or lines such as 'tv => tvmonitor'.");
    }

    /// <summary>The names that a label stands for: those of a list with commas, else its own.</summary>
    internal static string[] NamesOf(string label) => label.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static int[] ByName(IReadOnlyList<string> labels, IReadOnlyList<string> classes)
    {
        int[] dataClass = [.. labels.Select(_ => Other)];
        foreach (StringComparer comparer in new[] { StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase })
        {
            foreach (Func<string, IEnumerable<string>> namesOf in new Func<string, IEnumerable<string>>[] { l => [l.Trim()], NamesOf })
            {
                HashSet<int> taken = [.. dataClass];
                ILookup<string, int> labelsOf = labels.Index().Where(l => dataClass[l.Index] == Other)
                    .SelectMany(l => namesOf(l.Item).Distinct(comparer).Select(n => (Name: n, l.Index))).ToLookup(n => n.Name, n => n.Index, comparer);
                foreach ((int number, string name) in classes.Index().Where(c => !taken.Contains(c.Index)))
                {
                    int[] found = [.. labelsOf[name.Trim()]];
                    // Several labels of one name are one class; several lists that name it may be anything.
                    foreach (int label in found.Length == 1 || found.All(f => comparer.Equals(labels[f].Trim(), name.Trim())) ? found : [])
                    {
                        dataClass[label] = dataClass[label] == Other ? number : dataClass[label];
                    }
                }
            }
        }

        return dataClass;
    }

    /// <summary>Names for a message, not too many of them.</summary>
    internal static string ListOf(IReadOnlyList<string> names)
        => names.Count == 0 ? "none" : string.Join(", ", names.Take(MostListed).Select(n => $"'{n}'")) + (names.Count > MostListed ? $" and {names.Count - MostListed} more" : "");
}
