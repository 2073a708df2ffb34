namespace ImageAnalytics.Engine.Pipelines;

/// <summary>Which symbolic links in the input folders are followed.</summary>
public enum LinkSelection
{
    /// <summary>Those that lead to something inside the input folders; in the file <c>inside</c>, the default.</summary>
    Inside,

    /// <summary>All, wherever they lead; in the file <c>follow</c>.</summary>
    Follow,
}
