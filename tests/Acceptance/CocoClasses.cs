namespace ImageAnalytics.Acceptance;

/// <summary>COCO's numbers of classes: category ids from 1 to 90, ten of which were never used, and the 80 that are left, numbered from 0.</summary>
internal static class CocoClasses
{
    public const int Count = 80;
    private const int LastCategory = 90;
    private static readonly int[] s_unused = [12, 26, 29, 30, 45, 66, 68, 69, 71, 83];
    private static readonly int[] s_categories = [.. Enumerable.Range(1, LastCategory).Except(s_unused)];

    /// <summary>The number from 0 to 79 of a category id.</summary>
    /// <exception cref="FormatException">COCO has no such category.</exception>
    public static int Of(int category)
        => Array.IndexOf(s_categories, category) is var classId and >= 0 ? classId : throw new FormatException($"COCO has no category {category}; expected 1 to {LastCategory} without {string.Join(", ", s_unused)}.");
}
