namespace ImageAnalytics.Faces;

/// <summary>A folder of people: a sub-folder of photos for each person, or a photo whose name is the person's.</summary>
public static class PeopleFolder
{
    /// <summary>The photos of everybody, by name in ordinal order, so that what is made of them does not depend on the file system.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="extensions">Extensions of pictures, with the dot. Other files, and what is hidden by a leading dot, are passed over.</param>
    /// <exception cref="PluginException">It cannot be read, holds no photo, or a person's name is refused; names every problem.</exception>
    /// <remarks>
    /// Sub-folders of a person's folder are not looked into. A photo directly in the folder is of the person that it is named after,
    /// without the extension; who has a sub-folder of the same name has the photos of both.
    /// </remarks>
    public static IReadOnlyList<PersonPhoto> List(string folder, IReadOnlyCollection<string> extensions)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(extensions);
        List<PersonPhoto> photos = [];
        try
        {
            string root = Path.GetFullPath(folder);
            photos.AddRange(Photos(root, extensions).Select(f => new PersonPhoto(Path.GetFileNameWithoutExtension(f), Path.GetFileName(f), f)));
            foreach (string person in Directory.EnumerateDirectories(root).Where(d => !IsHidden(d)))
            {
                string name = Path.GetFileName(person);
                photos.AddRange(Photos(person, extensions).Select(f => new PersonPhoto(name, $"{name}/{Path.GetFileName(f)}", f)));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginException($"Cannot read the folder of people '{folder}': {e.Message}", e);
        }

        string[] problems = [.. photos.Select(p => p.Person).Distinct(StringComparer.Ordinal).Where(p => !PersonName.IsValid(p))
            .Select(p => $"The folder of people '{folder}' holds somebody named '{p}', which is refused; expected {PersonName.Rule}.")];
        if (problems.Length > 0)
        {
            throw new PluginException(problems);
        }

        return photos.Count > 0
            ? [.. photos.OrderBy(p => p.Name, StringComparer.Ordinal)]
            : throw new PluginException($"The folder of people '{folder}' holds no photo. {Advice}");
    }

    /// <summary>How such a folder is laid out, as the next step of messages.</summary>
    public const string Advice = "Put a sub-folder with photos into it for each person, such as anna/1.jpg, or a photo named after each, such as anna.jpg; one face on each.";

    private static IEnumerable<string> Photos(string folder, IReadOnlyCollection<string> extensions)
        => Directory.EnumerateFiles(folder).Where(f => !IsHidden(f) && extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase));

    private static bool IsHidden(string path) => Path.GetFileName(path).StartsWith('.');
}
