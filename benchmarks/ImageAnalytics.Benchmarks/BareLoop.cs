using Microsoft.ML.OnnxRuntime;

namespace ImageAnalytics.Benchmarks;

/// <summary>The bare limit of one network on whole photographs.</summary>
internal sealed class BareLoop(NetworkCard card, string modelFile) : IBareLoop
{
    private readonly InferenceSession _session = BareRun.Open(modelFile);

    public IBareWorker Worker(IReadOnlyList<string> photographs, IPhotographDecoder decoder)
        => new NetworkWorker(card, _session, photographs, decoder);

    public void Dispose() => _session.Dispose();

    private sealed class NetworkWorker(NetworkCard card, InferenceSession session, IReadOnlyList<string> photographs, IPhotographDecoder decoder) : IBareWorker
    {
        private readonly PreparedInput _input = new(card, session.InputNames[0]);

        public void Do(int photograph)
        {
            byte[] jpeg = File.ReadAllBytes(photographs[photograph]);
            _input.Fill(decoder.Decode(jpeg, JpegFrame.Read(jpeg).ReductionFor(card.Side)));
            _input.Run(session);
        }

        public void Dispose() => _input.Dispose();
    }
}
