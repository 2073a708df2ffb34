using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace ImageAnalytics.Benchmarks;

/// <summary>Runs a bare loop on several threads.</summary>
internal static class BareRun
{
    /// <summary>Runs all photographs once.</summary>
    /// <returns>Images per second, from the first file to the last answer; loading models is not in it.</returns>
    public static double Run(IBareLoop loop, IReadOnlyList<string> photographs, Func<IPhotographDecoder> decoder, int threadCount)
    {
        int next = -1;
        using Barrier start = new(threadCount + 1);
        Exception? failure = null;
        Thread[] threads =
        [
            .. Enumerable.Range(0, threadCount).Select(_ => new Thread(() =>
            {
                using IPhotographDecoder own = decoder();
                using IBareWorker worker = loop.Worker(photographs, own);
                start.SignalAndWait();
                try
                {
                    for (int i = Interlocked.Increment(ref next); i < photographs.Count; i = Interlocked.Increment(ref next))
                    {
                        worker.Do(i);
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

    /// <summary>A session as every bare loop opens it: one thread for each run.</summary>
    public static InferenceSession Open(string file)
    {
        using SessionOptions options = new()
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        return new InferenceSession(file, options);
    }
}
