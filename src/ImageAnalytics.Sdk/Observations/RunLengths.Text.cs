using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ImageAnalytics.Sdk;

/// <content>COCO's compressed <c>counts</c> text.</content>
public sealed partial class RunLengths
{
    // A character holds six bits above '0': five of the number, lowest first, and one that says that more follow. The last character's
    // highest number bit is the sign. From the fourth run on, the number is the difference to the run two before.
    private const int FirstCharacter = '0', NumberBits = 5, NumberMask = 31, SignBit = 16, MoreBit = 32, LastCharacter = FirstCharacter + 63;

    // Seven characters hold 35 bits, more than any run or difference of runs of a picture below 2³¹ pixels needs.
    private const int LongestNumber = 7;

    /// <summary>The mask that an observation carries, as runs.</summary>
    /// <exception cref="FormatException">Its text is not COCO's, or does not describe a picture of its size.</exception>
    public static RunLengths Of(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return Parse(mask.Width, mask.Height, mask.CompressedRle);
    }

    /// <summary>What is wrong with a mask that someone else made, as a sentence; null for a valid one.</summary>
    /// <remarks>Checked are the size, the text, its total, and the area. Time and memory are bounded by the length of the text.</remarks>
    public static string? ProblemOf(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return !TryParse(mask.Width, mask.Height, mask.CompressedRle, out RunLengths? runs, out string? problem) ? problem
            : runs.Area != mask.Area ? $"Its text sets {runs.Area} pixels, but its area says {mask.Area}."
            : null;
    }

    /// <summary>Reads COCO's compressed <c>counts</c> text.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1; width times height is below 2³¹.</param>
    /// <param name="text">The text; may come from anyone.</param>
    /// <exception cref="FormatException">The text is not COCO's, or does not describe a picture of this size; says where and why.</exception>
    public static RunLengths Parse(int width, int height, string text)
        => TryParse(width, height, text, out RunLengths? runs, out string? problem) ? runs : throw new FormatException(problem);

    /// <summary>Reads COCO's compressed <c>counts</c> text where it is valid.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1; width times height is below 2³¹.</param>
    /// <param name="text">The text; may come from anyone.</param>
    /// <param name="runs">The runs; null where the text is not valid.</param>
    /// <param name="problem">What is wrong, as a sentence; null where the text is valid.</param>
    public static bool TryParse(
        int width, int height, string? text, [NotNullWhen(true)] out RunLengths? runs, [NotNullWhen(false)] out string? problem)
    {
        runs = null;
        if (width < 1 || height < 1 || (long)width * height > int.MaxValue)
        {
            problem = $"A mask of {width} x {height} pixels cannot be: both sides must be at least 1, and their product below 2147483648.";
            return false;
        }

        problem = ReadRuns(text ?? "", new RunLengthsBuilder(width, height), out runs);
        return problem is null;
    }

    /// <summary>COCO's compressed <c>counts</c> text: printable ASCII from <c>0</c> to <c>o</c>.</summary>
    public string Compress()
    {
        StringBuilder text = new(_counts.Length * 2);
        for (int i = 0; i < _counts.Length; i++)
        {
            int rest = i > 2 ? _counts[i] - _counts[i - 2] : _counts[i];
            bool more;
            do
            {
                int bits = rest & NumberMask;
                rest >>= NumberBits;
                more = rest != ((bits & SignBit) != 0 ? -1 : 0);
                text.Append((char)(FirstCharacter + bits + (more ? MoreBit : 0)));
            }
            while (more);
        }

        return text.ToString();
    }

    /// <summary>The form in which an observation carries it.</summary>
    public Mask ToMask() => new(Width, Height, Compress(), Area);

    private static string? ReadRuns(string text, RunLengthsBuilder builder, out RunLengths? runs)
    {
        runs = null;
        long left = (long)builder.Width * builder.Height, before = 0, beforeThat = 0;
        for (int place = 0, run = 0; place < text.Length; run++)
        {
            int start = place;
            if (!TryReadNumber(text, ref place, out long count))
            {
                return $"The text of the mask is broken at character {place + 1}: expected characters from '0' to 'o' that end a number.";
            }

            count += run > 2 ? beforeThat : 0;
            if (count < 0 || count > left)
            {
                return $"The text of the mask is wrong at character {start + 1}: its run of {count} pixels does not fit the {left} pixels "
                    + $"that are left of {builder.Width} x {builder.Height}.";
            }

            builder.Add(int.IsOddInteger(run), (int)count);
            (left, before, beforeThat) = (left - count, count, before);
        }

        if (left > 0)
        {
            return $"The text of the mask ends {left} pixels before the picture of {builder.Width} x {builder.Height} pixels does.";
        }

        runs = builder.Build();
        return null;
    }

    private static bool TryReadNumber(string text, ref int place, out long number)
    {
        number = 0;
        for (int shift = 0; shift < LongestNumber * NumberBits && place < text.Length; shift += NumberBits, place++)
        {
            if (text[place] is < (char)FirstCharacter or > (char)LastCharacter)
            {
                return false;
            }

            int bits = text[place] - FirstCharacter;
            number |= (long)(bits & NumberMask) << shift;
            if ((bits & MoreBit) == 0)
            {
                number |= (bits & SignBit) != 0 ? -1L << (shift + NumberBits) : 0;
                place++;
                return true;
            }
        }

        return false;
    }
}
