using ImageAnalytics.Engine.Lanes;

namespace ImageAnalytics.Engine.Workers;

/// <summary>An image that was in work when a worker came to grief. It is guilty only when it fails twice.</summary>
/// <param name="Item">The image.</param>
/// <param name="Failures">How often it failed alone (a time-out counts wherever it happened: it is known whose it is).</param>
internal sealed record Suspect(WorkItem Item, int Failures)
{
    /// <summary>From how many failures on an image is guilty.</summary>
    public const int Guilty = 2;
}
