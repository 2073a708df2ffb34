using ImageAnalytics.Inference.Engines;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Classifiers: one number for each class, with or without a softmax still to do.</summary>
internal sealed class SoftmaxLabelsDecoder(SoftmaxLabelsParameters parameters) : IClassificationDecoder
{
    public const int Revision = 2;

    private int _output;
    private float[] _confidences = [], _values = [];
    private int[] _order = [];

    public void Bind(IModelOutputs outputs, DecoderFrame frame, ICollection<string> problems)
    {
        int before = problems.Count;
        _output = OutputFinder.Find(outputs, parameters.Output, "output", problems);
        TensorView view = outputs.Output(_output);
        if (problems.Count == before && view.Values.Length != (long)frame.Batch * frame.Classes)
        {
            problems.Add($"The output '{outputs.OutputNames[_output]}' has the shape {OutputFinder.Text(view.Shape)}, but model.yaml gives {frame.Classes} labels; expected one number for each label.");
        }

        (_confidences, _values, _order) = (new float[frame.Classes], new float[frame.Classes], new int[frame.Classes]);
    }

    public void Decode(IModelOutputs outputs, DecoderFrame frame, int item, int top, ICollection<ClassConfidence> found)
    {
        ReadOnlySpan<float> values = outputs.Output(_output).Item(item, frame.Batch);
        if (values.Length != _values.Length)
        {
            throw new InvalidOperationException($"The network's answer has {values.Length} numbers for this picture; expected {_values.Length}, one for each label.");
        }

        Span<float> confidences = _confidences;
        values.CopyTo(confidences);
        values.CopyTo(_values);
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
            {
                throw new InvalidOperationException("The network's answer holds numbers that are not finite.");
            }
        }

        if (parameters.Softmax)
        {
            StableSoftmax.Apply(confidences);
        }

        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        // By what the network says: a softmax makes nothing of all that is far below the first.
        _order.AsSpan().Sort((a, b) => _values[b].CompareTo(_values[a]) is var by and not 0 ? by : a.CompareTo(b));
        for (int i = 0; i < Math.Min(top, values.Length); i++)
        {
            found.Add(new ClassConfidence(_order[i], Confidences.Of(confidences[_order[i]])));
        }
    }
}
