namespace ImageAnalytics.Sdk;

/// <summary>Where a plugin says what a person should know. Safe on several threads at once.</summary>
public interface IAnalyzerLog
{
    /// <summary>Tells something that does not stop the work. One line; the host adds step and time.</summary>
    void Warn(string message);
}
