using ImageAnalytics.Faces;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Plugins.Face;

/// <summary>Where a step's gallery is: a file that was enrolled before, or a folder of people.</summary>
/// <param name="Text">What the option says.</param>
/// <param name="Path">The file or folder, absolute.</param>
/// <param name="IsFolder">Whether it is a folder of people.</param>
internal sealed record GalleryPlace(string Text, string Path, bool IsFolder)
{
    /// <summary>Finds what the option names.</summary>
    /// <param name="text">A name, or a path that may start from the pipeline file's folder.</param>
    /// <param name="context">The step.</param>
    /// <exception cref="PluginException">There is no such gallery; says what to do.</exception>
    /// <remarks>What has a '/' is a path. Anything else is first looked for among the enrolled galleries, then beside the pipeline file.</remarks>
    public static GalleryPlace Find(string text, AnalyzerContext context)
    {
        GalleryStore store = new(context.DataFolder);
        if (!text.Contains('/', StringComparison.Ordinal) && store.Has(text))
        {
            return new GalleryPlace(text, store.PathOf(text), IsFolder: false);
        }

        string path = text.Length == 0 ? "" : System.IO.Path.GetFullPath(text, context.PipelineFolder);
        if (Directory.Exists(path))
        {
            return new GalleryPlace(text, path, IsFolder: true);
        }

        if (File.Exists(path))
        {
            return new GalleryPlace(text, path, IsFolder: false);
        }

        string step = $"The option 'gallery' of step '{context.StepId}' is '{text}'";
        string other = $"or give another place: --set {context.StepId}.gallery=/path/to/folder";
        throw new PluginException(text.Contains('/', StringComparison.Ordinal) || !GalleryStore.IsName(text)
            ? $"{step}, but there is no folder '{path}'. Make it, and put a sub-folder with photos into it for each person, such as '{System.IO.Path.Combine(path, "anna", "1.jpg")}'; {other}"
            : $"{step}. {store.Missing(text)} A folder '{path}' with a sub-folder of photos for each person would do as well; {other}");
    }
}
