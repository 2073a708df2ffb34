using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace ImageAnalytics.Benchmarks;

/// <summary>The bare limit: threads that only read, decode, prepare and run one shared session.</summary>
internal sealed class BareLoop : IDisposable
{
    private readonly NetworkCard _card;
    private readonly InferenceSession _session;
    private readonly int _threads;

    public BareLoop(NetworkCard card, string modelFile, int threads)
    {
        (_card, _threads) = (card, threads);
        using SessionOptions options = new()
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        _session = new InferenceSession(modelFile, options);
    }

    /// <summary>Runs all photographs once.</summary>
    /// <returns>Images per second, from the first file to the last answer; loading the model is not in it.</returns>
    public double Run(IReadOnlyList<string> photographs, Func<IPhotographDecoder> decoder)
    {
        int next = -1;
        using Barrier start = new(_threads + 1);
        Exception? failure = null;
        Thread[] threads =
        [
            .. Enumerable.Range(0, _threads).Select(_ => new Thread(() =>
            {
                using IPhotographDecoder own = decoder();
                using PreparedInput input = new(_card, _session.InputNames[0]);
                start.SignalAndWait();
                try
                {
                    for (int i = Interlocked.Increment(ref next); i < photographs.Count; i = Interlocked.Increment(ref next))
                    {
                        input.Fill(own.Decode(File.ReadAllBytes(photographs[i]), _card.Side));
                        input.Run(_session);
                    }
                }
                catch (Exception e) when (e is IOException or InvalidDataException or OnnxRuntimeException)
                {
                    failure = e;
                }
            })),
        ];
        Array.ForEach(threads, t => t.Start());
        start.SignalAndWait();
        long began = Stopwatch.GetTimestamp();
        Array.ForEach(threads, t => t.Join());
        return failure is null
            ? photographs.Count / Stopwatch.GetElapsedTime(began).TotalSeconds
            : throw new InvalidOperationException("The bare loop could not finish.", failure);
    }

    public void Dispose() => _session.Dispose();
}
