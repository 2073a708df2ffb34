namespace ImageAnalytics.Training.Examples;

/// <summary>Draws from the beta distribution.</summary>
internal static class BetaDistribution
{
    /// <summary>A number from 0 to 1 with both parameters equal (Jöhnk's method, 1964).</summary>
    /// <param name="parameter">Both parameters; up to about 1, beyond that it becomes slow.</param>
    /// <param name="random">The generator.</param>
    public static double Symmetric(double parameter, Random random)
    {
        while (true)
        {
            double x = Math.Pow(random.NextDouble(), 1 / parameter), y = Math.Pow(random.NextDouble(), 1 / parameter);
            if (x + y is > 0 and <= 1)
            {
                return x / (x + y);
            }
        }
    }
}
