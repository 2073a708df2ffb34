using ImageAnalytics.Engine.Lanes;
using ImageAnalytics.Engine.Plugins;

namespace ImageAnalytics.Engine.Workers;

/// <summary>Starts workers in this process.</summary>
internal sealed class InProcessWorkerFactory(PluginHost host, SharedAssemblies shared) : IWorkerFactory
{
    public IWorker Start(WorkerJob job) => new InProcessWorker(job, host, shared);
}
