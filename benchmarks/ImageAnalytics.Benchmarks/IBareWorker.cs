namespace ImageAnalytics.Benchmarks;

/// <summary>One thread of a bare loop.</summary>
internal interface IBareWorker : IDisposable
{
    /// <summary>Does everything with one photograph.</summary>
    /// <param name="photograph">Its place in the list.</param>
    void Do(int photograph);
}
