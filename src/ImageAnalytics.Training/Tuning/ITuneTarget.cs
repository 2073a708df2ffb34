namespace ImageAnalytics.Training.Tuning;

/// <summary>What is tuned: a recipe or a step of a pipeline, checked against its parameters.</summary>
internal interface ITuneTarget : ITrialRunner
{
    /// <summary>Names it, for people.</summary>
    string Name { get; }

    /// <summary>What it is: <c>recipe</c> or <c>pipeline</c>.</summary>
    string Kind { get; }

    /// <summary>The figure that is made large.</summary>
    string Figure { get; }

    /// <summary>Changes with all that decides about scores, but for the tune file.</summary>
    string Identity { get; }

    /// <summary>Changes when the same trial would learn other numbers; 0 where nothing trains.</summary>
    int Revision { get; }

    /// <summary>Epochs of a whole trial; 0 where nothing trains.</summary>
    int Epochs { get; }

    /// <summary>How many pictures trials are compared with.</summary>
    int TunePictures { get; }

    /// <summary>How many pictures no trial sees.</summary>
    int HeldOutPictures { get; }

    /// <summary>What a reader must know about the figures, in whole sentences.</summary>
    IReadOnlyList<string> Notes { get; }

    /// <summary>Scores a trial of the last round on the pictures that no trial sees.</summary>
    double ScoreHeldOut(Trial trial, CancellationToken cancellationToken);

    /// <summary>The file with a trial's values, to stand in a folder.</summary>
    string TextOf(Trial trial, string folder);
}
