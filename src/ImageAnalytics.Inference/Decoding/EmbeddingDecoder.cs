using ImageAnalytics.Inference.Engines;

namespace ImageAnalytics.Inference.Decoding;

/// <summary>Embeddings: one vector for each picture.</summary>
internal sealed class EmbeddingDecoder(EmbeddingParameters parameters) : IEmbeddingDecoder
{
    public const int Revision = 1;

    /// <summary>More numbers than this are no embedding.</summary>
    public const int LongestVector = 8192;

    private int _output;

    public EmbeddingParameters Parameters => parameters;

    public int Length { get; private set; }

    public void Bind(IModelOutputs outputs, DecoderFrame frame, ICollection<string> problems)
    {
        int before = problems.Count;
        _output = OutputFinder.Find(outputs, parameters.Output, "output", problems);
        if (problems.Count > before)
        {
            return;
        }

        TensorView view = outputs.Output(_output);
        Length = view.Values.Length / frame.Batch;
        if (Length is < 2 or > LongestVector || view.Shape[0] != frame.Batch || view.Shape[1..].ToArray().Count(d => d > 1) != 1)
        {
            problems.Add($"The output '{outputs.OutputNames[_output]}' has the shape {OutputFinder.Text(view.Shape)}; embedding expects [{frame.Batch}, numbers] with 2 to {LongestVector} numbers.");
        }
    }

    public float[] Decode(IModelOutputs outputs, DecoderFrame frame, int item)
    {
        float[] vector = outputs.Output(_output).Item(item, frame.Batch).ToArray();
        return vector.Length == Length && vector.All(float.IsFinite)
            ? vector
            : throw new InvalidOperationException("The network's embedding holds numbers that are not finite, or changes its length.");
    }
}
