using System.Runtime.InteropServices;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Engines;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Faster R-CNN and Mask R-CNN in parts: one gives features and proposals, one looks at each proposal, one draws masks.</summary>
/// <remarks>Ren et al., Faster R-CNN (2015); He et al., Mask R-CNN (2017), section 3.1: masks are made of the boxes that stay.</remarks>
internal sealed class TwoStageDecoder(TwoStageParameters parameters) : IMaskDecoder, IPartsDecoder
{
    public const int Revision = 1;

    private readonly ProposalReader _proposals = new(parameters.Proposals!, parameters.DeltaClip);
    private readonly List<IModelOutputs> _ran = [];
    private BoxHead? _box;
    private MaskHead? _mask;

    public IReadOnlyList<IModelOutputs> Ran => _ran;

    public void Open(IReadOnlyDictionary<FileRole, IInferenceSession> parts)
    {
        _box = new BoxHead(parameters.Box!, parameters.DeltaClip, parts[FileRole.Box]);
        _mask = parameters.Mask is not null && parts.TryGetValue(FileRole.Mask, out IInferenceSession? mask)
            ? new MaskHead(parameters.Mask, parameters.Box!.Background, mask)
            : null;
    }

    public void Bind(IModelOutputs outputs, DecoderFrame frame, ICollection<string> problems)
    {
        int before = problems.Count;
        _proposals.Bind(outputs, frame, problems);
        if (problems.Count == before)
        {
            _box!.Bind(outputs, _proposals.Features, frame, problems);
            _mask?.Bind(outputs, _proposals.Features, frame, problems);
        }
    }

    public void Decode(IModelOutputs outputs, DecoderFrame frame, int item, double minConfidence, ICollection<Detection> found)
    {
        _ran.Clear();
        List<Detection> proposals = _proposals.Read(outputs, frame, item);
        if (proposals.Count > 0)
        {
            _box!.Run(outputs, _proposals.Features, frame, item, CollectionsMarshal.AsSpan(proposals), minConfidence, found);
            _ran.Add(_box.Outputs);
        }
    }

    public void DecodeMasks(IModelOutputs outputs, DecoderFrame frame, int item, IReadOnlyList<Detection> boxes, IMaskDecoder.Answer answer)
    {
        if (_mask is null)
        {
            throw new InvalidOperationException("The model was opened without the part that gives masks.");
        }

        if (boxes.Count > 0)
        {
            _mask.Run(outputs, _proposals.Features, frame, item, [.. boxes], answer);
            _ran.Add(_mask.Outputs);
        }
    }
}
