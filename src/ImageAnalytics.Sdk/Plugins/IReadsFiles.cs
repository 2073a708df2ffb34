namespace ImageAnalytics.Sdk;

/// <summary>Optional ability of an <see cref="IModelPlugin"/>: names what else it reads, so that results are computed anew when that changes.</summary>
public interface IReadsFiles
{
    /// <summary>Files and folders besides the models that change what a step finds, such as a gallery of faces.</summary>
    /// <param name="context">The step as it will be opened.</param>
    /// <returns>Absolute paths; of a folder everything in it counts, names and contents.</returns>
    /// <exception cref="PluginException">Something that the options name is not there; names every problem.</exception>
    IReadOnlyList<string> FilesOf(AnalyzerContext context);
}
