using System.Diagnostics;
using System.Reflection;

namespace ImageAnalytics.Engine.Plugins;

/// <summary>What a plugin's exception says to the person who wrote it.</summary>
internal static class PluginFault
{
    private const int MostFrames = 3;

    /// <summary>Kind and message of what went wrong first, such as a library that is missing, where the runtime only says that a type could not be used.</summary>
    public static string TextOf(Exception e)
    {
        Exception cause = CauseOf(e);
        return $"{cause.GetType().Name}: {cause.Message}";
    }

    /// <summary>Where in the plugin a fault of its code happened, the innermost place first; null for what its code says on purpose, and elsewhere.</summary>
    /// <param name="e">What was thrown.</param>
    /// <param name="plugin">The plugin's assembly.</param>
    public static string? PlaceOf(Exception e, Assembly plugin)
    {
        Exception cause = CauseOf(e);
        if (cause is not (NullReferenceException or IndexOutOfRangeException or InvalidCastException or ArgumentException or KeyNotFoundException or ArithmeticException or TypeLoadException or MissingMemberException))
        {
            return null;
        }

        string[] places =
        [
            .. new StackTrace(cause, fNeedFileInfo: true).GetFrames()
                .Where(f => f.GetMethod()?.DeclaringType?.Assembly == plugin).Take(MostFrames)
                .Select(f => $"{f.GetMethod()!.DeclaringType!.FullName}.{f.GetMethod()!.Name}{(f.GetFileLineNumber() > 0 ? FormattableString.Invariant($" ({Path.GetFileName(f.GetFileName())}:{f.GetFileLineNumber()})") : "")}"),
        ];
        return places.Length == 0 ? null : string.Join(", called by ", places);
    }

    private static Exception CauseOf(Exception e)
    {
        while (e is TypeInitializationException or TargetInvocationException or AggregateException && e.InnerException is { } inner)
        {
            e = inner;
        }

        return e;
    }
}
