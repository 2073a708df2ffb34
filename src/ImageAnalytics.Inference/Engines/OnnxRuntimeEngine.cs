using System.Text.RegularExpressions;
using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Sdk;
using Microsoft.ML.OnnxRuntime;

namespace ImageAnalytics.Inference.Engines;

/// <summary>Runs ONNX files with ONNX Runtime: one session of a model in the process, shared by all lanes.</summary>
internal sealed partial class OnnxRuntimeEngine : IInferenceEngine
{
    // Larger files are opened by path: a byte array cannot hold them comfortably.
    private const long LargestInMemory = 1L << 30;

    public string Name => InferenceRuntime.OnnxRuntimeName;

    public IInferenceSession Open(SessionRequest request)
    {
        InferenceRuntime.Load();
        InstalledModel model = request.Model;
        string key = $"{model.ContentHash} {request.Threads} {request.Accelerator} {request.Part}";
        SharedNetwork network = SharedNetwork.Take(key, () => OpenShared(request));
        try
        {
            return new OnnxRuntimeSession(network, model.Card, request.Part);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static InferenceSession OpenShared(SessionRequest request)
    {
        InstalledModel model = request.Model;
        ModelFile file = model.Card.FileOf(request.Part)!;
        model.CheckFiles();
        using SessionOptions options = MakeOptions(request);
        try
        {
            byte[]? bytes = file.Bytes <= LargestInMemory ? model.ReadFile(file) : null;
            bool hasExternalData = CheckExternalData(model, file, bytes);
            return bytes is not null && !hasExternalData ? new InferenceSession(bytes, options) : new InferenceSession(model.PathOf(file), options);
        }
        catch (OnnxRuntimeException e)
        {
            bool isTooNew = e.Message.Contains("opset", StringComparison.OrdinalIgnoreCase) || e.Message.Contains("IR version", StringComparison.OrdinalIgnoreCase);
            throw new PluginException(
                $"Cannot open model '{model.Card.Name}': '{model.PathOf(file)}' matches its sha256, but ONNX Runtime cannot load it as a network. "
                + $"It said: {OneLine(Source().Replace(e.Message, ""))} {(isTooNew ? "Export it again for an older version, such as opset 17." : "Check that 'engine' and 'format' in model.yaml fit the file.")}",
                e);
        }
    }

    /// <summary>Refuses a network that reads other files than those of its model, whose hashes are checked.</summary>
    private static bool CheckExternalData(InstalledModel model, ModelFile file, byte[]? bytes)
    {
        IReadOnlyList<string> locations;
        try
        {
            locations = bytes is not null ? OnnxExternalData.Locations(bytes) : OnnxExternalData.LocationsOf(model.PathOf(file));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new PluginException(
                $"Cannot open model '{model.Card.Name}': '{model.PathOf(file)}' matches its sha256, but is no ONNX file: {e.Message}. Check that 'engine' and 'format' in model.yaml fit the file.", e);
        }

        string[] strange = [.. locations.Where(l => !model.Card.Files.Any(f => f.Role == FileRole.Other && f.Name == l))];
        return strange.Length == 0
            ? locations.Count > 0
            : throw new PluginException(
                $"Model '{model.Card.Name}' is refused: its network '{file.Name}' reads weights from {string.Join(" and ", strange.Take(3).Select(l => $"'{Short(l)}'"))}, "
                + "which model.yaml does not list. Put that file into the model's folder and list it under 'files' with its sha256 and the role 'other'.");
    }

    private static string Short(string location)
    {
        string clean = string.Concat(location.Select(c => char.IsControl(c) ? '?' : c));
        return clean.Length <= 100 ? clean : clean[..100] + "…";
    }

    private static SessionOptions MakeOptions(SessionRequest request)
    {
        SessionOptions options = new()
        {
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = request.Threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        // Waiting threads sleep: other lanes and programs need the cores more than we need the microseconds.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        if (request.Accelerator != Accelerator.Cuda)
        {
            return options;
        }

        try
        {
            options.AppendExecutionProvider_CUDA();
            return options;
        }
        catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException)
        {
            options.Dispose();
            throw new PluginException(
                $"Cannot run model '{request.Model.Card.Name}' on a GPU: this build of ONNX Runtime has no CUDA, or CUDA does not work here. Use --accelerator cpu.", e);
        }
    }

    internal static string OneLine(string message)
    {
        string line = string.Join(' ', message.Split(['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 400 ? line : line[..400] + "…";
    }

    // Where in its source ONNX Runtime noticed it, with the signature of the function: longer than what it says.
    [GeneratedRegex(@"^(\[ErrorCode:\w+\]\s*)?/\S+\.(cc|h):\d+\s[^\n]*\)\s(const\s)?(?=\S)")]
    private static partial Regex Source();
}
