using System.Text;

namespace ImageAnalytics.Engine.Workers;

/// <summary>Keeps the end of what a worker writes to standard error. Safe on several threads at once.</summary>
internal sealed class LastWords
{
    private const int KeptLines = 50, KeptCharacters = 500;
    private readonly Queue<string> _lines = new();
    private readonly Lock _lock = new();

    /// <summary>The kept lines.</summary>
    public string Text
    {
        get
        {
            lock (_lock)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>Adds a line; control characters are replaced, long lines cut.</summary>
    public void Add(string line)
    {
        StringBuilder clean = new(Math.Min(line.Length, KeptCharacters));
        foreach (char c in line.AsSpan(0, Math.Min(line.Length, KeptCharacters)))
        {
            clean.Append(char.IsControl(c) && c != '\t' ? '?' : c);
        }

        lock (_lock)
        {
            _lines.Enqueue(clean.ToString());
            if (_lines.Count > KeptLines)
            {
                _lines.Dequeue();
            }
        }
    }

    /// <summary>Reads to the end of a stream, in blocks, so that a line without an end costs no memory.</summary>
    public async Task CollectAsync(TextReader reader)
    {
        char[] block = new char[4096];
        StringBuilder line = new();
        int read;
        while ((read = await reader.ReadAsync(block).ConfigureAwait(false)) > 0)
        {
            foreach (char c in block.AsMemory(0, read).ToArray())
            {
                if (c == '\n' || line.Length > KeptCharacters)
                {
                    Add(line.ToString());
                    line.Clear();
                }

                if (c != '\n')
                {
                    line.Append(c);
                }
            }
        }

        if (line.Length > 0)
        {
            Add(line.ToString());
        }
    }
}
