using System.CommandLine;
using ImageAnalytics.Cli.Pipelines;
using ImageAnalytics.Engine.Pipelines;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Cli.Tests.Pipelines;

public sealed class PipelinesCommandTests : IDisposable
{
    private const string Right = """
        name: scene
        problem: What is it?
        steps:
          - { id: scene, plugin: classifier, model: squeezenet }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("pipelines").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        PipelineEnvironment environment = new()
        {
            Plugins =
            [
                new KnownPlugin(new PluginManifest
                {
                    Id = "classifier", Version = "1.0", Sdk = "1.0", Assembly = "c.dll", Description = "Labels pictures.", Tasks = ["classification"], Emits = [],
                }),
            ],
            Models = [new KnownModel("squeezenet", "classification")],
        };
        using StringWriter output = new(), error = new();
        RootCommand root = new() { PipelinesCommand.Create(_ => environment, [_folder], name => name == "scene" ? Path.Combine(_folder, "scene.yaml") : name) };
        int exitCode = root.Parse(["pipelines", .. arguments]).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }

    [Fact]
    public void Validate_RightPipeline_ExitsWithZero()
    {
        string path = Write("scene.yaml", Right);
        Assert.Equal((0, $"{path}: no problems; pipeline 'scene' with 1 step.\n", ""), Run("validate", "scene"));
    }

    [Fact]
    public void Validate_WrongPipelines_TellsProblemsOfAllAndExitsWithTwo()
    {
        string one = Write("one.yaml", Right.Replace("squeezenet", "squeeznet", StringComparison.Ordinal)), two = Write("two.yaml", Right + "\nnmae: x");
        (int exitCode, string output, string error) = Run("validate", one, two, "--set", "scene.top=1", "--set", "x.top=1");
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains($"{one}:4:45: Step 'scene' names the model 'squeeznet'", error, StringComparison.Ordinal);
        Assert.Contains($"{two}:5:1: 'nmae' is no key of a pipeline.", error, StringComparison.Ordinal);
        Assert.Contains("--set x.top=1: The pipeline has no step 'x'.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_Json_WritesAnArray()
    {
        (int exitCode, string output, string error) = Run("validate", "--json", Write("one.yaml", "name: one\n"));
        Assert.Equal((2, ""), (exitCode, error));
        System.Text.Json.JsonElement problem = Assert.Single(System.Text.Json.JsonDocument.Parse(output).RootElement.EnumerateArray());
        Assert.Equal((1, "The pipeline has no steps."), (problem.GetProperty("line").GetInt32(), problem.GetProperty("message").GetString()));
    }

    [Fact]
    public void Show_Pipeline_DrawsIt()
    {
        Write("scene.yaml", Right);
        Assert.Equal((0, "scene\n  What is it?\nimages\n└─ scene: classifier · squeezenet\n", ""), Run("show", "scene"));
        Assert.StartsWith("flowchart TD\n", Run("show", "scene", "--format", "mermaid").Output, StringComparison.Ordinal);
        Assert.Equal(2, Run("show", "missing.yaml").ExitCode);
    }

    [Fact]
    public void List_Folder_ShowsNameQuestionAndModels()
    {
        string path = Write("scene.yaml", Right), torn = Write("torn.yml", "name: [");
        Write("other.txt", "");
        (int exitCode, string output, _) = Run("list");
        Assert.Equal(0, exitCode);
        Assert.Equal(
            $"scene\n  What is it?\n  file: {path}\n  steps: scene\n  models: squeezenet\n\ntorn.yml: cannot be read, 1 problem(s); see: pipelines validate {torn}\n",
            output);
        Assert.Equal(2, Run("list", Path.Combine(_folder, "none")).ExitCode);
    }

    [Fact]
    public void Schema_NamesThePlugins() => Assert.Contains("\"step-classifier\"", Run("schema").Output, StringComparison.Ordinal);
}
