using ImageAnalytics.Inference.Cards;
using ImageAnalytics.Inference.Library;
using ImageAnalytics.Sdk;
using OpenCvSharp;
using OpenCvSharp.Dnn;

namespace ImageAnalytics.Inference.Engines;

/// <summary>Runs Darknet networks and TensorFlow's frozen graphs with OpenCV's dnn: one network for each lane, which is not thread-safe.</summary>
/// <remarks>Threads are OpenCV's own, one number for the whole process; who composes the program sets it.</remarks>
internal sealed class OpenCvDnnEngine : IInferenceEngine
{
    public string Name => InferenceRuntime.OpenCvDnnName;

    public IInferenceSession Open(SessionRequest request)
    {
        InstalledModel model = request.Model;
        if (request.Accelerator == Accelerator.Cuda)
        {
            throw new PluginException($"Cannot run model '{model.Card.Name}' on a GPU: OpenCV's dnn has no CUDA in this build. Use --accelerator cpu.");
        }

        model.CheckFiles();
        return new OpenCvDnnSession(Read(model), model.Card);
    }

    private static Net Read(InstalledModel model)
    {
        ModelFile file = model.Card.FileOf(FileRole.Model)!;
        try
        {
            Net? net = model.Card.Format == ModelFormat.Darknet
                ? Net.ReadNetFromDarknet(model.ReadFile(model.Card.FileOf(FileRole.Config)!), model.ReadFile(file))
                : Net.ReadNetFromTensorflow(model.ReadFile(file));
            if (net is null || net.Empty())
            {
                net?.Dispose();
                throw new PluginException(Refusal(model, file, "It gave an empty network."));
            }

            net.SetPreferableBackend(Backend.OPENCV);
            net.SetPreferableTarget(Target.CPU);
            return net;
        }
        catch (OpenCVException e)
        {
            throw new PluginException(Refusal(model, file, "It said: " + OnnxRuntimeEngine.OneLine(e.Message)), e);
        }
    }

    private static string Refusal(InstalledModel model, ModelFile file, string found)
        => $"Cannot open model '{model.Card.Name}': '{model.PathOf(file)}' matches its sha256, but OpenCV cannot read it as {model.Card.Format}. "
            + $"{found} Check that 'engine' and 'format' in model.yaml fit the file.";
}
