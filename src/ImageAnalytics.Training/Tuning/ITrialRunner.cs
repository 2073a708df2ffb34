namespace ImageAnalytics.Training.Tuning;

/// <summary>Carries out trials.</summary>
internal interface ITrialRunner
{
    /// <summary>Scores a trial on the pictures that trials are compared with.</summary>
    /// <param name="trial">Its values.</param>
    /// <param name="epochs">Epochs that it has at most, in all rounds together.</param>
    /// <param name="cancellationToken">Stops it; what it has learned is kept where possible.</param>
    /// <returns>The figure, and how long it trained.</returns>
    /// <exception cref="TrialFailedException">Its values give no score.</exception>
    TrialScore Score(Trial trial, int epochs, CancellationToken cancellationToken);

    /// <summary>Is told that a trial goes no further, and need not be kept.</summary>
    void Drop(Trial trial);
}
