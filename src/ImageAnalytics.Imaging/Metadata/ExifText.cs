using System.Globalization;
using System.Text;

namespace ImageAnalytics.Imaging;

/// <summary>Turns what cameras write into what the results say.</summary>
internal static class ExifText
{
    private const int MaxCamera = 200;

    /// <summary>An EXIF date (<c>yyyy:MM:dd HH:mm:ss</c>) and offset as ISO 8601 text; null when the date is not valid.</summary>
    public static string? TakenAt(string? date, string? offset)
    {
        string trimmed = (date ?? "").Trim();
        if (!DateTime.TryParseExact(
            trimmed, ["yyyy:MM:dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy/MM/dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss"],
            CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime taken))
        {
            return null;
        }

        return taken.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + Offset((offset ?? "").Trim());
    }

    /// <summary>Make and model as one text, the make not said twice; null when there is nothing to say.</summary>
    public static string? Camera(string? make, string? model)
    {
        string maker = Clean(make), name = Clean(model);
        bool said = name.StartsWith(maker, StringComparison.OrdinalIgnoreCase);
        string camera = said ? name : $"{maker} {name}".Trim();
        if (camera.Length > MaxCamera)
        {
            int end = char.IsHighSurrogate(camera[MaxCamera - 1]) ? MaxCamera - 1 : MaxCamera;
            camera = camera[..end].TrimEnd();
        }

        return camera.Length == 0 ? null : camera;
    }

    private static string Offset(string offset)
    {
        if (offset == "Z")
        {
            return "+00:00";
        }

        bool valid = offset.Length == 6 && offset[0] is ('+' or '-') && offset[3] == ':'
            && int.TryParse(offset.AsSpan(1, 2), NumberStyles.None, CultureInfo.InvariantCulture, out int hours) && hours <= 14
            && int.TryParse(offset.AsSpan(4, 2), NumberStyles.None, CultureInfo.InvariantCulture, out int minutes) && minutes < 60;
        return valid ? offset : "";
    }

    private static string Clean(string? text)
    {
        StringBuilder clean = new();
        foreach (Rune rune in (text ?? "").EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            if (category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse)
                && rune != Rune.ReplacementChar)
            {
                clean.Append(rune);
            }
        }

        return clean.ToString().Trim();
    }
}
