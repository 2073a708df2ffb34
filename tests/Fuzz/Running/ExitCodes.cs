namespace ImageAnalytics.Fuzz.Running;

/// <summary>How the program ends.</summary>
internal static class ExitCodes
{
    public const int Good = 0, Findings = 1, Usage = 2, NotInstrumented = 4;
}
