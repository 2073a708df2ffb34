using System.Globalization;

namespace ImageAnalytics.Inference.Yaml;

/// <summary>Reads a map strictly: every reader notes its key, adds a problem when the value does not fit, and <see cref="End"/> names the keys that nobody read.</summary>
internal sealed class YamlMap
{
    private readonly YamlNode _node;
    private readonly string _name;
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Wraps a node.</summary>
    /// <param name="node">The node; when it is no map, that is a problem and the map is empty.</param>
    /// <param name="name">What messages call it, such as <c>input</c>.</param>
    /// <param name="problems">Takes the problems.</param>
    public YamlMap(YamlNode node, string name, YamlProblems problems)
    {
        (_node, _name, Problems) = (node, name, problems);
        if (node.Kind != YamlKind.Map)
        {
            problems.Add(node, $"'{name}' is {node.Describe()}; expected keys with values.");
            IsMap = false;
            return;
        }

        foreach ((YamlNode key, YamlNode value) in node.Pairs)
        {
            if (key.Kind != YamlKind.Scalar || !_values.TryAdd(key.Text, value))
            {
                problems.Add(key, $"The key {key.Describe()} stands twice in '{name}', or is no name.");
            }
        }
    }

    /// <summary>Whether the node was a map.</summary>
    public bool IsMap { get; } = true;

    /// <summary>Takes the problems.</summary>
    public YamlProblems Problems { get; }

    /// <summary>Where the map starts.</summary>
    public YamlNode Node => _node;

    /// <summary>Whether a key is there and holds something.</summary>
    public bool Has(string key)
    {
        _known.Add(key);
        return _values.TryGetValue(key, out YamlNode? value) && !value.IsNull;
    }

    /// <summary>The node of a key, or the map itself when the key is absent; for the place of a message.</summary>
    public YamlNode Place(string key) => _values.GetValueOrDefault(key, _node);

    /// <summary>The node of a key; null when absent, which is a problem if it is required.</summary>
    public YamlNode? Find(string key, bool required)
    {
        if (Has(key))
        {
            return _values[key];
        }

        if (required && IsMap)
        {
            Problems.Add(Place(key), $"'{_name}' lacks '{key}'.");
        }

        return null;
    }

    /// <summary>A text; empty when absent.</summary>
    public string Text(string key, bool required = true, int longest = 2000)
    {
        if (Find(key, required) is not { } node)
        {
            return "";
        }

        if (node.Kind != YamlKind.Scalar)
        {
            Problems.Add(node, $"'{key}' is {node.Describe()}; expected a text.");
            return "";
        }

        if (node.Text.Length > longest)
        {
            Problems.Add(node, $"'{key}' has {node.Text.Length} characters; expected at most {longest}.");
        }

        return node.Text;
    }

    /// <summary>A whole number within limits.</summary>
    public long Whole(string key, long smallest, long largest, long? otherwise = null)
    {
        if (Find(key, otherwise is null) is not { } node)
        {
            return otherwise ?? smallest;
        }

        if (node.Kind != YamlKind.Scalar || !long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            || value < smallest || value > largest)
        {
            Problems.Add(node, $"'{key}' is {node.Describe()}; expected a whole number from {smallest} to {largest}.");
            return otherwise ?? smallest;
        }

        return value;
    }

    /// <summary>A number within limits; a fraction such as <c>1/255</c> counts too.</summary>
    public double Number(string key, double smallest, double largest, double? otherwise = null)
    {
        if (Find(key, otherwise is null) is not { } node)
        {
            return otherwise ?? smallest;
        }

        return NumberOf(node, key, smallest, largest) ?? otherwise ?? smallest;
    }

    /// <summary>Numbers; empty when absent.</summary>
    public IReadOnlyList<double> Numbers(string key, double smallest, double largest)
        => [.. List(key, required: false).Select(n => NumberOf(n, key, smallest, largest) ?? smallest)];

    /// <summary>Whole numbers; empty when absent.</summary>
    public IReadOnlyList<double> Wholes(string key, double smallest, double largest)
    {
        IReadOnlyList<double> numbers = Numbers(key, smallest, largest);
        if (numbers.Any(n => n != Math.Floor(n)))
        {
            Problems.Add(Place(key), $"'{key}' has a fraction; expected whole numbers.");
        }

        return numbers;
    }

    /// <summary>Lists of as many numbers each; none when the key is absent, which is a problem.</summary>
    /// <param name="key">The key.</param>
    /// <param name="columns">Numbers in each list.</param>
    /// <param name="smallest">The least number.</param>
    /// <param name="largest">The largest number.</param>
    /// <param name="longest">Most lists.</param>
    public IReadOnlyList<IReadOnlyList<double>> Rows(string key, int columns, double smallest, double largest, int longest)
    {
        List<IReadOnlyList<double>> rows = [];
        foreach (YamlNode row in List(key, required: true, longest))
        {
            if (row.Kind != YamlKind.List || row.Items.Count != columns)
            {
                Problems.Add(row, $"An element of '{key}' is {row.Describe()}; expected a list of {columns} numbers.");
                continue;
            }

            rows.Add([.. row.Items.Select(n => NumberOf(n, key, smallest, largest) ?? smallest)]);
        }

        return rows;
    }

    /// <summary>True or false.</summary>
    public bool Flag(string key, bool otherwise)
    {
        if (Find(key, required: false) is not { } node)
        {
            return otherwise;
        }

        if (node.Kind == YamlKind.Scalar && node.Text is "true" or "false")
        {
            return node.Text == "true";
        }

        Problems.Add(node, $"'{key}' is {node.Describe()}; expected true or false.");
        return otherwise;
    }

    /// <summary>One of several words.</summary>
    /// <param name="key">The key.</param>
    /// <param name="words">What may be written, with its meaning.</param>
    /// <param name="otherwise">The meaning when the key is absent; null when it must be there.</param>
    public T Choice<T>(string key, IReadOnlyDictionary<string, T> words, T? otherwise = null) where T : struct
    {
        if (Find(key, otherwise is null) is not { } node)
        {
            return otherwise ?? default;
        }

        if (node.Kind == YamlKind.Scalar && words.TryGetValue(node.Text, out T value))
        {
            return value;
        }

        Problems.Add(node, $"'{key}' is {node.Describe()}; expected one of: {string.Join(", ", words.Keys)}.{NearestName.Hint(node.Text, words.Keys)}");
        return otherwise ?? default;
    }

    /// <summary>The elements of a list; none when absent.</summary>
    public IReadOnlyList<YamlNode> List(string key, bool required, int longest = 100_000)
    {
        if (Find(key, required) is not { } node)
        {
            return [];
        }

        if (node.Kind != YamlKind.List || node.Items.Count > longest)
        {
            Problems.Add(node, $"'{key}' is {node.Describe()}; expected a list of at most {longest} elements.");
            return [];
        }

        return node.Items;
    }

    /// <summary>The texts of a list; none when absent.</summary>
    public IReadOnlyList<string> Texts(string key, bool required)
    {
        List<string> texts = [];
        foreach (YamlNode item in List(key, required))
        {
            if (item.Kind == YamlKind.Scalar)
            {
                texts.Add(item.Text);
            }
            else
            {
                Problems.Add(item, $"An element of '{key}' is {item.Describe()}; expected a text.");
            }
        }

        return texts;
    }

    /// <summary>A map inside this one; null when absent.</summary>
    public YamlMap? Map(string key, bool required)
        => Find(key, required) is { } node ? new YamlMap(node, key, Problems) : null;

    /// <summary>Names the keys that nobody asked for.</summary>
    public void End()
    {
        foreach ((YamlNode key, _) in _node.Pairs.Where(p => p.Key.Kind == YamlKind.Scalar && !_known.Contains(p.Key.Text)))
        {
            Problems.Add(key, $"'{_name}' has no key '{key.Text}'.{NearestName.Hint(key.Text, _known)} Expected: {string.Join(", ", _known.Order(StringComparer.Ordinal))}.");
        }
    }

    private double? NumberOf(YamlNode node, string key, double smallest, double largest)
    {
        string[] parts = node.Text.Split('/');
        if (node.Kind == YamlKind.Scalar && parts.Length <= 2
            && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            double divisor = 1;
            bool readable = parts.Length == 1
                || (double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out divisor) && divisor != 0);
            value /= divisor;
            if (readable && value >= smallest && value <= largest)
            {
                return value;
            }
        }

        Problems.Add(node, FormattableString.Invariant($"'{key}' is {node.Describe()}; expected a number from {smallest} to {largest}."));
        return null;
    }
}
