using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace ImageAnalytics.Training.Tuning;

/// <summary>Sets values in a YAML text. Comments are lost; all else stays, in its order.</summary>
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

            MapOf(place, path).Children[new YamlScalarNode(path[^1])] = Load(value).Documents[0].RootNode;
        }

        using StringWriter writer = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        stream.Save(writer, assignAnchors: false);
        string text = writer.ToString();
        return text.EndsWith("...\n", StringComparison.Ordinal) ? text[..^4] : text;
    }

    private static YamlNode Inside(YamlNode place, string name, IReadOnlyList<string> path)
    {
        if (name[0] == ById)
        {
            return (place as YamlSequenceNode)?.FirstOrDefault(e => e is YamlMappingNode map && map.Children.TryGetValue("id", out YamlNode? id) && id is YamlScalarNode { Value: { } text } && text == name[1..])
                ?? throw new TrialFailedException($"'{string.Join('.', path)}' leads nowhere: there is no '{name[1..]}'.");
        }

        YamlMappingNode map = MapOf(place, path);
        if (!map.Children.TryGetValue(name, out YamlNode? inside) || inside is YamlScalarNode { Value: null or "" or "~" or "null" })
        {
            map.Children[new YamlScalarNode(name)] = inside = new YamlMappingNode();
        }

        return inside;
    }

    private static YamlMappingNode MapOf(YamlNode place, IReadOnlyList<string> path)
        => place as YamlMappingNode ?? throw new TrialFailedException($"'{string.Join('.', path)}' leads through something that is no map.");

    private static YamlStream Load(string yaml)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(yaml));
        return stream;
    }
}
