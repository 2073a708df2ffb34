using System.Globalization;

namespace ImageAnalytics.Training.Samples.Portraits;

/// <summary>The made-up people of a world. Who somebody is depends on seed and number alone, not on how many others there are.</summary>
internal sealed class People
{
    /// <summary>How different any two people are at least, as long as enough such people can be found.</summary>
    public const double SmallestDistance = 2.0;

    private const int Attempts = 48;
    private readonly List<Person> _people = [];

    /// <summary>Makes people.</summary>
    public People(long seed, int count, CancellationToken cancellation = default)
    {
        for (int i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            _people.Add(Next(seed, i));
        }
    }

    /// <summary>Number of people.</summary>
    public int Count => _people.Count;

    /// <summary>Somebody, from 0.</summary>
    public Person this[int index] => _people[index];

    /// <summary>What somebody is called, from <c>person-001</c> on.</summary>
    public static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"person-{index + 1:000}");

    // Whoever resembles nobody before is taken at once; else, after many attempts, the one who resembles others least.
    private Person Next(long seed, int index)
    {
        (Person? best, double apart) = (null, -1);
        for (int attempt = 0; attempt < Attempts && apart < SmallestDistance; attempt++)
        {
            Person candidate = new(new SampleRandom(seed, SampleStream.Person, index, attempt));
            double nearest = double.PositiveInfinity;
            foreach (Person other in _people)
            {
                nearest = Math.Min(nearest, candidate.DistanceTo(other));
            }

            (best, apart) = nearest > apart ? (candidate, nearest) : (best, apart);
        }

        return best!;
    }
}
