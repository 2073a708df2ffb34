using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Yaml;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Parameters of <c>two-stage</c> and <c>mask-rcnn</c>: networks that propose regions and look at each again.</summary>
/// <remarks>Either the network is in parts, and <see cref="Proposals"/> and <see cref="Box"/> are given, or it is <see cref="Whole"/>.</remarks>
public sealed record TwoStageParameters : DecoderParameters
{
    private static readonly Dictionary<string, bool> s_extents = new() { ["boxes"] = false, ["picture"] = true };

    // The usual limit: a side grows from 16 to 1000 pixels at most.
    private static readonly double s_usualClip = Math.Log(1000.0 / 16);

    /// <summary>How regions are proposed, of a network in parts.</summary>
    public ProposalParameters? Proposals { get; init; }

    /// <summary>What each proposal is, of a network in parts.</summary>
    public BoxHeadParameters? Box { get; init; }

    /// <summary>Which part of each box belongs to the object, of a network in parts that gives masks.</summary>
    public MaskHeadParameters? Mask { get; init; }

    /// <summary>Outputs of a network that does both stages in one graph.</summary>
    public BoxesScoresLabelsParameters? Whole { get; init; }

    /// <summary>
    /// The output of a whole network with a soft mask for each box, [boxes, 1, rows, columns] or [boxes, rows, columns], values 0 to 1.
    /// </summary>
    public string? WholeMasks { get; init; }

    /// <summary>Whether a whole network's masks are spread over the prepared picture; otherwise each over its box.</summary>
    public bool MasksOverPicture { get; init; }

    /// <summary>Largest logarithm of the factor by which a side is stretched.</summary>
    public double DeltaClip { get; init; } = s_usualClip;

    /// <summary>Whether the model gives masks.</summary>
    public bool GivesMasks => Mask is not null || WholeMasks is not null;

    /// <inheritdoc/>
    public override IReadOnlyList<FileRole> Networks
        => Whole is not null ? [FileRole.Model] : Mask is null ? [FileRole.Rpn, FileRole.Box] : [FileRole.Rpn, FileRole.Box, FileRole.Mask];

    /// <summary>False: the number of boxes differs from picture to picture.</summary>
    public override bool TakesBatches => false;

    internal static TwoStageParameters Read(YamlMap map, bool masks) => map.Has("proposals") ? ReadParts(map, masks) : new TwoStageParameters
    {
        Whole = new BoxesScoresLabelsParameters
        {
            Boxes = map.Text("boxes"),
            Scores = map.Text("scores"),
            Labels = map.Text("labels"),
            FirstLabel = (int)map.Whole("firstLabel", 0, 1000, 1),
            Nms = map.Flag("nms", false),
            DropOthers = map.Flag("dropOthers", false),
        },
        WholeMasks = masks ? map.Text("masks") : null,
        MasksOverPicture = masks && map.Choice<bool>("masksOver", s_extents, false),
    };

    private static TwoStageParameters ReadParts(YamlMap map, bool masks) => new()
    {
        Proposals = map.Map("proposals", required: true) is { } proposals ? ProposalParameters.Read(proposals) : new(),
        Box = map.Map("box", required: true) is { } box ? BoxHeadParameters.Read(box) : new(),
        Mask = !masks ? null : map.Map("mask", required: true) is { } mask ? MaskHeadParameters.Read(mask) : new(),
        DeltaClip = map.Number("deltaClip", 0, 20, s_usualClip),
    };
}
