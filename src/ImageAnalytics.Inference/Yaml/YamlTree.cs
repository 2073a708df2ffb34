using ImageAnalytics.YamlText;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ImageAnalytics.Inference.Yaml;

/// <summary>Reads the plain part of YAML: maps, lists and scalars. Tags, anchors and aliases are refused.</summary>
internal static class YamlTree
{
    private const int DeepestLevel = 16;

    /// <summary>The file's only document.</summary>
    /// <returns>Its root; null when it cannot be read, and the problem is added.</returns>
    public static YamlNode? Read(string text, YamlProblems problems)
    {
        if (YamlDirectives.Find(text) is >= 0 and var directive)
        {
            problems.Add(text.AsSpan(0, directive).Count('\n') + 1, 1, "A line begins with '%' and is no '%YAML' directive. Put a text that begins with this character into quotes, or remove the line.");
            return null;
        }

        Parser parser = new(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.TryConsume<StreamEnd>(out _))
            {
                problems.Add(1, 1, "The file is empty.");
                return null;
            }

            parser.Consume<DocumentStart>();
            YamlNode root = ReadNode(parser, 0, problems);
            parser.Consume<DocumentEnd>();
            if (!parser.TryConsume<StreamEnd>(out _))
            {
                problems.Add(parser.Current!.Start.Line, parser.Current.Start.Column, "The file holds several documents; expected one.");
            }

            return root;
        }
        catch (YamlException e)
        {
            problems.Add(e.Start.Line, e.Start.Column, $"This is no valid YAML: {e.Message}");
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            // What the parser throws on some broken texts in place of its own exception.
            (long line, long column) = parser.Current is { } last ? (last.End.Line, last.End.Column) : (1, 1);
            problems.Add(line, column, "This is no valid YAML: what follows cannot be read. Look for a quote or bracket that is not closed.");
            return null;
        }
    }

    private static YamlNode ReadNode(Parser parser, int level, YamlProblems problems)
    {
        if (level > DeepestLevel)
        {
            throw new YamlException(parser.Current!.Start, parser.Current.End, $"Maps and lists are nested deeper than {DeepestLevel} levels.");
        }

        if (parser.TryConsume<AnchorAlias>(out AnchorAlias? alias))
        {
            problems.Add(alias.Start.Line, alias.Start.Column, $"The alias '*{alias.Value}' is not allowed here. Write the value itself.");
            return new YamlNode(YamlKind.Scalar, alias.Start.Line, alias.Start.Column);
        }

        NodeEvent start = parser.Consume<NodeEvent>();
        Refuse(start, problems);
        (long line, long column) = (start.Start.Line, start.Start.Column);
        switch (start)
        {
            case Scalar scalar:
                return new YamlNode(YamlKind.Scalar, line, column) { Text = scalar.Value, Quoted = scalar.Style != ScalarStyle.Plain };
            case SequenceStart:
                YamlNode list = new(YamlKind.List, line, column);
                while (!parser.TryConsume<SequenceEnd>(out _))
                {
                    list.Items.Add(ReadNode(parser, level + 1, problems));
                }

                return list;
            default:
                YamlNode map = new(YamlKind.Map, line, column);
                while (!parser.TryConsume<MappingEnd>(out _))
                {
                    YamlNode key = ReadNode(parser, level + 1, problems);
                    map.Pairs.Add((key, ReadNode(parser, level + 1, problems)));
                }

                return map;
        }
    }

    private static void Refuse(NodeEvent start, YamlProblems problems)
    {
        // A quoted scalar carries the tag '!' without anybody having written it.
        if (!start.Tag.IsEmpty && !start.Tag.IsNonSpecific)
        {
            problems.Add(start.Start.Line, start.Start.Column, $"The tag '{start.Tag.Value}' is not allowed here. Write the plain value.");
        }

        if (!start.Anchor.IsEmpty)
        {
            problems.Add(start.Start.Line, start.Start.Column, $"The anchor '&{start.Anchor.Value}' is not allowed here. Leave it away.");
        }
    }
}
