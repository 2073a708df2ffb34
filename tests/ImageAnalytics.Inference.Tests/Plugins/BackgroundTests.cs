using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Plugins.Classifier;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Tests.Plugins;

/// <summary>Plugins hand the card's background to the host, which decodes with it.</summary>
public sealed class BackgroundTests
{
    [Theory]
    [InlineData("scale: 1/255", null)]
    [InlineData("scale: 1/255\n  alpha: drop", null)]
    [InlineData("scale: 1/255\n  alpha: \"#0a141e\"", 10)]
    public void Open_CardWithAlpha_DeclaresItsBackground(string input, int? red)
    {
        using TemporaryFolder folder = new();
        string model = DrawnModel.Write(folder, TinyNetwork.ChannelMeans("1", 16), card => card.Replace("scale: 1/255", input, StringComparison.Ordinal));
        using IAnalyzer analyzer = PluginHost.Open(new ClassifierPlugin(), model);
        Assert.Equal(red, ((IDeclaresBackground)analyzer).Background?.Red);
    }
}
