namespace ImageAnalytics.Training.Samples;

/// <summary>What was drawn.</summary>
/// <param name="Lines">Pictures of the line.</param>
/// <param name="LineParts">Parts in them.</param>
/// <param name="Parts">Pictures of single parts.</param>
/// <param name="Badges">Badge portraits.</param>
/// <param name="People">People on them.</param>
/// <param name="Groups">Group pictures.</param>
/// <param name="GroupFaces">Faces in them.</param>
/// <param name="Folder">Where they are: an absolute path.</param>
public sealed record SampleSummary(int Lines, long LineParts, int Parts, int Badges, int People, int Groups, long GroupFaces, string Folder)
{
    /// <summary>Number of pictures.</summary>
    public int Pictures => Lines + Parts + Badges + Groups;
}
