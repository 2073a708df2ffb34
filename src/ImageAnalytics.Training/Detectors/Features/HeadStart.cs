using ImageAnalytics.Training.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Detectors.Features;

/// <summary>Makes a network's outputs begin near a wanted value, whatever it sees.</summary>
internal static class HeadStart
{
    private const double Spread = 0.01;

    /// <summary>Share of cells that are believed to hold an object at first (Lin et al., Focal loss, 2017, section 3.3).</summary>
    private const double Prior = 0.01;

    /// <summary>The score, before the logistic function, of something rare.</summary>
    public static readonly double Rare = -Math.Log((1 - Prior) / Prior);

    /// <summary>Gives the fully connected layers weights that keep the size of what passes through (He et al., Delving deep into rectifiers, 2015).</summary>
    public static void SetHidden(TorchNetwork network)
    {
        foreach (Linear layer in network.Graph.Nodes.Select(network.ModuleOf).OfType<Linear>())
        {
            nn.init.kaiming_normal_(layer.weight!, nonlinearity: nn.init.NonlinearityType.ReLU);
            nn.init.zeros_(layer.bias!);
        }
    }

    /// <summary>Gives the layer of an output small random weights and a constant.</summary>
    public static void Set(TorchNetwork network, int output, double value)
    {
        nn.Module layer = network.ModuleOf(network.Graph.Nodes.Single(n => n.Name == network.Graph.Outputs[output]))!;
        (Parameter weight, Parameter bias) = layer is Linear linear ? (linear.weight!, linear.bias!) : (((Conv2d)layer).weight, ((Conv2d)layer).bias!);
        nn.init.normal_(weight, 0, Spread);
        nn.init.constant_(bias, value);
    }
}
