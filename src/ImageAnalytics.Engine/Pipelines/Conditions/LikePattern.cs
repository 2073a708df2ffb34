namespace ImageAnalytics.Engine.Pipelines.Conditions;

/// <summary>SQL's <c>like</c>: <c>%</c> stands for any run of characters, <c>_</c> for one; case matters.</summary>
internal sealed class LikePattern(string pattern)
{
    /// <summary>Whether a text matches as a whole. Allocates nothing.</summary>
    public bool Matches(string text)
    {
        int t = 0, p = 0, run = -1, resume = 0;
        while (t < text.Length)
        {
            // The wildcard first: a text may hold the same character.
            if (p < pattern.Length && pattern[p] == '%')
            {
                (run, resume) = (p++, t);
            }
            else if (p < pattern.Length && (pattern[p] == '_' || pattern[p] == text[t]))
            {
                t++;
                p++;
            }
            else if (run >= 0)
            {
                (p, t) = (run + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).TrimStart('%').IsEmpty;
    }
}
