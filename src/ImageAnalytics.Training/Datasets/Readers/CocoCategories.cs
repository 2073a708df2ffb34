using System.Globalization;
using System.Text.Json;

namespace ImageAnalytics.Training.Datasets.Readers;

/// <summary>The classes of all files of a data set; equal names are one class, whatever numbers the files give them.</summary>
internal sealed class CocoCategories
{
    private readonly List<string> _names;
    private readonly Dictionary<string, int> _numbers;
    private readonly bool _areGiven;

    /// <summary>Begins with the classes that the user gave, if any; then no others are taken.</summary>
    public CocoCategories(GivenClasses? given)
    {
        _areGiven = given is not null;
        _names = [.. given?.Names ?? []];
        _numbers = given is null ? new(StringComparer.Ordinal) : new(given.Numbers, StringComparer.Ordinal);
    }

    /// <summary>The classes: those of the first file in order of its numbers, then what others add.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Takes a file's categories.</summary>
    /// <returns>The class for each of the file's numbers.</returns>
    public Dictionary<string, int> Add(JsonElement categories)
    {
        Dictionary<string, int> classes = [];
        foreach ((string id, string name) in categories.EnumerateArray().Select(Read).OfType<(string Id, string Name)>().OrderBy(c => Place(c.Id)).ThenBy(c => c.Id, StringComparer.Ordinal))
        {
            if (!_numbers.TryGetValue(name, out int number))
            {
                if (_areGiven)
                {
                    continue;
                }

                (number, _numbers[name]) = (_names.Count, _names.Count);
                _names.Add(name);
            }

            classes.TryAdd(id, number);
        }

        return classes;
    }

    // Texts, which some have in place of numbers, come after those.
    private static long Place(string id) => long.TryParse(id, CultureInfo.InvariantCulture, out long number) ? number : long.MaxValue;

    private static (string Id, string Name)? Read(JsonElement category)
        => CocoValue.Key(category, "id") is { } id && CocoValue.Text(category, "name") is { Length: > 0 } name ? (id, name) : null;
}
