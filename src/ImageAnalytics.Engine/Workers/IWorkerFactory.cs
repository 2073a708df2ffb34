using ImageAnalytics.Engine.Lanes;

namespace ImageAnalytics.Engine.Workers;

/// <summary>Starts workers.</summary>
internal interface IWorkerFactory
{
    /// <summary>Starts a worker; it says <see cref="WorkerEvent.Ready"/> or <see cref="WorkerEvent.Refused"/> first.</summary>
    IWorker Start(WorkerJob job);
}
