namespace ImageAnalytics.Torture.Watching;

/// <summary>How many images a run had done at a moment, from the few moments at which it told: straight lines between these.</summary>
internal sealed class ImagesOverTime
{
    private readonly List<(double Seconds, double Images)> _told = [];

    /// <summary>Notes what the run has told by a moment. Only what is new counts; of a time without any images its end is kept, as the work begins there.</summary>
    public void Note(double seconds, double images)
    {
        if (images == 0)
        {
            _told.Clear();
        }

        if (_told is [] || images > _told[^1].Images)
        {
            _told.Add((seconds, images));
        }
    }

    /// <summary>Images done at a moment; those told first before, those told last after.</summary>
    public double At(double seconds)
    {
        int next = _told.FindIndex(t => t.Seconds > seconds);
        if (next <= 0)
        {
            return _told is [] ? 0 : _told[next < 0 ? ^1 : 0].Images;
        }

        (double from, double images) = _told[next - 1];
        return images + ((_told[next].Images - images) * (seconds - from) / (_told[next].Seconds - from));
    }
}
