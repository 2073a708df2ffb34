using System.Globalization;

namespace ImageAnalytics.Acceptance;

/// <summary>Machines that share this one's disk and have networks of their own: network namespaces on a bridge. Needs root.</summary>
internal sealed class NodeNetwork : IDisposable
{
    /// <summary>This machine's address on the bridge.</summary>
    public const string Address = "10.213.7.1";

    private const string Bridge = "iabridge";
    private readonly int _machines;

    public NodeNetwork(int machines)
    {
        _machines = machines;
        Command.Run("ip", "link", "add", Bridge, "type", "bridge");
        Command.Run("ip", "address", "add", $"{Address}/24", "dev", Bridge);
        Command.Run("ip", "link", "set", Bridge, "up");
        for (int machine = 1; machine <= machines; machine++)
        {
            string name = Name(machine), inside = $"iain{machine.ToString(CultureInfo.InvariantCulture)}";
            Command.Run("ip", "netns", "add", name);
            Command.Run("ip", "link", "add", Cable(machine), "type", "veth", "peer", "name", inside);
            Command.Run("ip", "link", "set", inside, "netns", name);
            Command.Run("ip", "link", "set", Cable(machine), "master", Bridge);
            Command.Run("ip", "link", "set", Cable(machine), "up");
            Command.Run("ip", "-n", name, "address", "add", $"{AddressOf(machine)}/24", "dev", inside);
            Command.Run("ip", "-n", name, "link", "set", inside, "up");
        }
    }

    /// <summary>A machine's address on the bridge.</summary>
    public static string AddressOf(int machine) => $"10.213.7.{(10 + machine).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>What starts a program on a machine.</summary>
    public static string[] Prefix(int machine) => ["ip", "netns", "exec", Name(machine)];

    /// <summary>Pulls a machine's cable.</summary>
    public static void Cut(int machine) => Command.Run("ip", "link", "set", Cable(machine), "down");

    /// <summary>Plugs it in again.</summary>
    public static void Join(int machine) => Command.Run("ip", "link", "set", Cable(machine), "up");

    public void Dispose()
    {
        for (int machine = 1; machine <= _machines; machine++)
        {
            Command.Run("ip", "netns", "delete", Name(machine));
        }

        Command.Run("ip", "link", "delete", Bridge);
    }

    private static string Name(int machine) => $"iamachine{machine.ToString(CultureInfo.InvariantCulture)}";

    private static string Cable(int machine) => $"iaout{machine.ToString(CultureInfo.InvariantCulture)}";
}
