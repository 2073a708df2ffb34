using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ImageAnalytics.Training.Tuning;

/// <summary>Sets values in a YAML text. Comments are lost, and what aliases stand for is written out; all else stays, in its order.</summary>
internal static class YamlEdit
{
    /// <summary>What stands before the name of an element of a list, which is the element with that <c>id</c>.</summary>
    public const char ById = '#';

    /// <summary>Sets values; maps on the way that are not there are made.</summary>
    /// <param name="yaml">A text that was read without problems.</param>
    /// <param name="settings">Each a path and a value as YAML on one line.</param>
    /// <exception cref="TrialFailedException">A path leads through something that is no map, or to no element of a list.</exception>
    public static string Set(string yaml, IEnumerable<(IReadOnlyList<string> Path, string Value)> settings)
    {
        YamlStream stream = Load(yaml);
        foreach ((IReadOnlyList<string> path, string value) in settings)
        {
            YamlNode place = stream.Documents[0].RootNode;
            foreach (string name in path.SkipLast(1))
            {
                place = Inside(place, name, path);
            }

            YamlNode set = Load(value).Documents[0].RootNode;
            if (place is YamlSequenceNode list)
            {
                list.Children[Position(list, path[^1], path)] = set;
            }
            else
            {
                MapOf(place, path).Children[new YamlScalarNode(path[^1])] = set;
            }
        }

        return TextOf(stream);
    }

    /// <summary>Makes the paths of a pipeline lead to the same files from another folder: its report's template, and texts with a <c>/</c> in options and <c>notify</c> that name something that is there.</summary>
    /// <param name="yaml">A pipeline that was read without problems.</param>
    /// <param name="from">The folder that its paths are relative to; absolute.</param>
    /// <param name="to">The folder that it is moved to; absolute.</param>
    public static string MovePaths(string yaml, string from, string to)
    {
        YamlStream stream = Load(yaml);
        YamlNode root = stream.Documents[0].RootNode;
        IEnumerable<YamlNode> steps = ValueOf(root, "steps") is YamlSequenceNode list ? list : [];
        YamlNode? template = ValueOf(root, "report") is { } report ? ValueOf(report, "template") : null;
        foreach (YamlScalarNode text in steps.Select(s => ValueOf(s, "options")).Append(ValueOf(root, "notify")).Append(template).OfType<YamlNode>().SelectMany(n => n.AllNodes).OfType<YamlScalarNode>())
        {
            if (text.Value is { } path && (ReferenceEquals(text, template) || path.Contains('/', StringComparison.Ordinal)) && !Path.IsPathRooted(path) && !path.Contains('\0', StringComparison.Ordinal) && Path.Exists(Path.GetFullPath(path, from)))
            {
                text.Value = Path.Combine(".", Path.GetRelativePath(to, Path.GetFullPath(path, from)));
            }
        }

        return TextOf(stream);
    }

    private static string TextOf(YamlStream stream)
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        stream.Save(writer, assignAnchors: false);
        string text = writer.ToString();
        return text.EndsWith("...\n", StringComparison.Ordinal) ? text[..^4] : text;
    }

    private static YamlNode? ValueOf(YamlNode node, string key) => node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value) ? value : null;

    private static YamlNode Inside(YamlNode place, string name, IReadOnlyList<string> path)
    {
        if (name[0] == ById)
        {
            return (place as YamlSequenceNode)?.FirstOrDefault(e => e is YamlMappingNode map && map.Children.TryGetValue("id", out YamlNode? id) && id is YamlScalarNode { Value: { } text } && text == name[1..])
                ?? throw new TrialFailedException($"'{string.Join('.', path)}' leads nowhere: there is no '{name[1..]}'.");
        }

        if (place is YamlSequenceNode list)
        {
            return list.Children[Position(list, name, path)];
        }

        YamlMappingNode map = MapOf(place, path);
        if (!map.Children.TryGetValue(name, out YamlNode? inside) || inside is YamlScalarNode { Value: null or "" or "~" or "null" })
        {
            map.Children[new YamlScalarNode(name)] = inside = new YamlMappingNode();
        }

        return inside;
    }

    private static int Position(YamlSequenceNode list, string name, IReadOnlyList<string> path)
        => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < list.Children.Count
            ? number
            : throw new TrialFailedException($"'{string.Join('.', path)}' leads nowhere: '{name}' is no element of a list of {list.Children.Count}, which are counted from 0.");

    private static YamlMappingNode MapOf(YamlNode place, IReadOnlyList<string> path)
        => place as YamlMappingNode ?? throw new TrialFailedException($"'{string.Join('.', path)}' leads through something that is no map.");

    private static YamlStream Load(string yaml)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(yaml));
        return new YamlStream(new YamlDocument(Apart(stream.Documents[0].RootNode)));
    }

    // What an alias stands for is the same node as what it names: a value set in one would be set in the other.
    private static YamlNode Apart(YamlNode node) => node switch
    {
        YamlMappingNode map => new YamlMappingNode(map.Children.Select(c => KeyValuePair.Create(Apart(c.Key), Apart(c.Value)))) { Style = map.Style, Tag = map.Tag },
        YamlSequenceNode list => new YamlSequenceNode(list.Children.Select(Apart)) { Style = list.Style, Tag = list.Tag },
        // Nothing is written as such: an empty text would be one.
        YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" } nothing => new YamlScalarNode("~") { Style = ScalarStyle.Plain, Tag = nothing.Tag },
        YamlScalarNode text => new YamlScalarNode(text.Value) { Style = text.Style, Tag = text.Tag },
        _ => node,
    };
}
