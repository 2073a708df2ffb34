using System.Runtime.InteropServices;
using TorchSharp;

namespace ImageAnalytics.Training.Torch;

/// <summary>Loads TorchSharp's native libraries, once, from the one folder that holds them, and decides about threads.</summary>
/// <remarks>
/// They are loaded by path before TorchSharp looks for them itself: it would copy half a gigabyte beside the program when its own search fails.
/// Safe on several threads at once.
/// </remarks>
public static partial class TorchLibrary
{
    /// <summary>Names the folder of the libraries; wins over all other places.</summary>
    public const string FolderVariable = "IMAGEANALYTICS_TORCH";

    private const string Binding = "libLibTorchSharp.so";

    // Each needs the ones before it.
    private static readonly string[] s_libraries = ["libgomp-98b21ff3.so.1", "libc10.so", "libtorch_cpu.so", "libtorch.so"];
    private static readonly Lock s_lock = new();
    private static bool s_loaded;

    /// <summary>Loads the libraries; does nothing when they are loaded.</summary>
    /// <param name="threads">Threads that work on one operation together; null for one for each processor.</param>
    /// <exception cref="TorchException">They are not there or cannot be loaded.</exception>
    public static void Load(int? threads = null)
    {
        lock (s_lock)
        {
            if (!s_loaded)
            {
                LoadFrom(Find());
                s_loaded = true;
            }

            torch.set_num_threads(threads ?? Environment.ProcessorCount);
        }
    }

    /// <summary>The folder that holds the libraries.</summary>
    /// <exception cref="TorchException">There is none.</exception>
    internal static string Find()
    {
        string? named = Environment.GetEnvironmentVariable(FolderVariable);
        string[] places = string.IsNullOrEmpty(named) ? [.. Places()] : [named];
        return places.FirstOrDefault(p => File.Exists(Path.Combine(p, Binding))) ?? throw new TorchException(
            $"Training needs TorchSharp's native libraries, and they were not found. Looked for '{Binding}' in: {string.Join(", ", places)}. "
            + $"In a checkout, './run.sh train …' fetches them; elsewhere copy 'artifacts/torch' of a checkout beside the program as 'torch', or name its folder in {FolderVariable}.");
    }

    private static IEnumerable<string> Places()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "torch");
            yield return Path.Combine(folder.FullName, "artifacts", "torch");
        }
    }

    private static void LoadFrom(string folder)
    {
        try
        {
            // Threads that wait give way to others: by default they spin, and beside other work everything takes many times as long.
            SetEnvironment("OMP_WAIT_POLICY", "PASSIVE", overwrite: 0);
            foreach (string library in s_libraries)
            {
                NativeLibrary.Load(Path.Combine(folder, library));
            }

            LoadBinding(Path.Combine(folder, Binding));
            torch.InitializeDeviceType(DeviceType.CPU);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or TypeInitializationException or NotSupportedException)
        {
            throw new TorchException($"TorchSharp's native libraries in '{folder}' cannot be loaded: {e.Message}", e);
        }
    }

    private static void LoadBinding(string path)
    {
        try
        {
            NativeLibrary.Load(path);
        }
        catch (DllNotFoundException e) when (e.Message.Contains(WeakenedBinding.MissingVersion, StringComparison.Ordinal))
        {
            NativeLibrary.Load(WeakenedBinding.CopyOf(path));
        }
    }

    // libgomp reads the process's environment when it loads, of which .NET shows only a copy.
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
