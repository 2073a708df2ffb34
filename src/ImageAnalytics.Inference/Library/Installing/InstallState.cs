namespace ImageAnalytics.Inference.Library.Installing;

/// <summary>What became of an installation.</summary>
public enum InstallState
{
    /// <summary>It is installed now.</summary>
    Installed,

    /// <summary>The same model was there already.</summary>
    AlreadyThere,

    /// <summary>The sources lack files of it; nothing was changed.</summary>
    Lacking,

    /// <summary>Something failed; nothing was changed.</summary>
    Failed,
}
