using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Training.Families.Classification;

/// <summary>Reads what a recipe says of a classifier's networks.</summary>
internal static class ClassifierOptionsReader
{
    private const int MostMembers = 16, MostChannels = 4096, MostBlocks = 64, LargestKernel = 15;

    private static readonly string[] s_residual = ["blocks", "stemStride", "head"];

    private static readonly string[] s_ofMembers = ["widths", "plain", "dropout", .. s_residual];

    /// <summary>Reads it, and adds a problem for each thing that is wrong.</summary>
    public static ClassifierOptions Read(YamlMap network)
    {
        ClassifierOptions standard = new();
        ClassifierOptions options = new()
        {
            Members = ReadMembers(network),
            LabelSmoothing = network.Number("labelSmoothing", 0, 0.9, standard.LabelSmoothing),
            Mixup = network.Number("mixup", 0, 1, standard.Mixup),
            Mirrored = network.Flag("mirrored", standard.Mirrored),
            Balanced = network.Flag("balanced", standard.Balanced),
        };
        network.End();
        return options;
    }

    private static List<ClassifierMember> ReadMembers(YamlMap network)
    {
        if (!network.Has("members"))
        {
            return [ReadMember(network)];
        }

        foreach (string key in s_ofMembers.Where(network.Has))
        {
            network.Problems.Add(network.Place(key), $"'{key}' stands beside 'members', each of which says its own. Move it into them.");
        }

        List<ClassifierMember> members = [];
        foreach (YamlNode node in network.List("members", required: true, MostMembers))
        {
            YamlMap member = new(node, "members", network.Problems);
            members.Add(ReadMember(member));
            member.End();
        }

        if (members.Count == 0)
        {
            network.Problems.Add(network.Place("members"), "'members' names no network; expected at least one, such as { widths: [32, 64, 128] }.");
        }

        return members;
    }

    private static ClassifierMember ReadMember(YamlMap member)
    {
        ClassifierMember standard = new();
        ClassifierMember read = new()
        {
            Widths = member.Has("widths") ? member.Wholes("widths", 1, MostChannels) : standard.Widths,
            Blocks = ReadBlocks(member, standard),
            Plain = (int)member.Whole("plain", 0, LargestKernel, standard.Plain),
            StemStride = (int)member.Whole("stemStride", 1, 4, standard.StemStride),
            Head = (int)member.Whole("head", 0, MostChannels, standard.Head),
            Dropout = member.Number("dropout", 0, 0.95, standard.Dropout),
        };
        if (read.Widths.Count == 0)
        {
            member.Problems.Add(member.Place("widths"), "'widths' is empty; expected the channels of each stage, such as [32, 64, 128].");
        }

        if (read.Blocks.Count != 1 && read.Blocks.Count != read.Widths.Count)
        {
            member.Problems.Add(member.Place("blocks"), $"'blocks' has {read.Blocks.Count} numbers; expected one for all stages, or {read.Widths.Count}, one for each of 'widths'.");
        }

        if (read.Blocks.Skip(1).Contains(0) || read.Blocks is [0])
        {
            member.Problems.Add(member.Place("blocks"), "'blocks' leaves a stage after the first without blocks; expected at least 1.");
        }

        foreach (string other in read.Plain > 0 ? s_residual.Where(member.Has) : [])
        {
            member.Problems.Add(member.Place(other), $"'{other}' is for residual networks, and 'plain' asks for one without. Remove one of the two.");
        }

        return read;
    }

    private static IReadOnlyList<double> ReadBlocks(YamlMap member, ClassifierMember standard)
    {
        if (!member.Has("blocks"))
        {
            return standard.Blocks;
        }

        return member.Place("blocks").Kind == YamlKind.List ? member.Wholes("blocks", 0, MostBlocks) : [member.Whole("blocks", 1, MostBlocks)];
    }
}
