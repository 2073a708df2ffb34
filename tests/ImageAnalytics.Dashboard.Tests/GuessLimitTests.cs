using System.Net;
using ImageAnalytics.Dashboard.Security;

namespace ImageAnalytics.Dashboard.Tests;

/// <summary>Who guesses secrets has to wait.</summary>
public sealed class GuessLimitTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", false)]
    [InlineData("192.0.2.1", "192.0.2.2", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::7", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", true)]
    public void WrongSecrets_SlowTheirNetworkAlone(string guesser, string other, bool mayTry)
    {
        using GuessLimit limit = new();
        for (int i = 0; i < 100; i++)
        {
            limit.CountWrong(IPAddress.Parse(guesser));
        }

        Assert.Equal(mayTry, limit.MayTry(IPAddress.Parse(other)));
    }
}
