using ImageAnalytics.Inference.Decoding;
using ImageAnalytics.Inference.Tests.Support;
using ImageAnalytics.Sdk;

namespace ImageAnalytics.Inference.Tests.Decoding;

/// <summary>Proposals of tensors whose meaning is known: a picture of 16 x 8 pixels, cells of 8, two anchors.</summary>
public sealed class ProposalReaderTests
{
    private static readonly DecoderFrame s_frame = new(1, 16, 8, 3);
    private static readonly ProposalParameters s_parameters = new()
    {
        Scores = "s",
        Deltas = "d",
        Features = "f",
        Stride = 8,
        Anchors = [new BoundingBox(0, 0, 8, 8), new BoundingBox(2, 2, 4, 4)],
        Before = 100,
        After = 50,
        NmsThreshold = 0.9,
    };

    [Fact]
    public void Read_TwoAnchors_GivesThemBestFirstAtTheirCells()
    {
        IReadOnlyList<Detection> found = Read(s_parameters, [0.1f, 0.4f, 0.3f, -0.2f], new float[16]);

        Assert.Equal([new(8, 0, 8, 8), new(2, 2, 4, 4), new(0, 0, 8, 8), new BoundingBox(10, 2, 4, 4)], found.Select(f => f.Box));
        Assert.Equal([0.4f, 0.3f, 0.1f, -0.2f], found.Select(f => f.Confidence));
    }

    [Fact]
    public void Read_Deltas_MoveAndStretchTheAnchorInsideThePicture()
    {
        // The second anchor's first cell: half a width to the right, twice as wide, a height that explodes but for the limit.
        float[] deltas = new float[16];
        (deltas[8], deltas[12], deltas[14]) = (0.5f, (float)Math.Log(2), 1e30f);

        Detection first = Read(s_parameters, [0, 0, 1, 0], deltas)[0];

        Assert.Equal(2.0, first.Box.X, 1e-6);
        Assert.Equal(10.0, first.Box.Right, 1e-6);
        Assert.Equal((0, 8), (first.Box.Y, first.Box.Bottom));
    }

    [Fact]
    public void Read_NumbersThatAreNone_AreLeftOut()
    {
        float[] deltas = new float[16];
        deltas[1] = float.NaN;

        IReadOnlyList<Detection> found = Read(s_parameters, [float.NaN, 0.9f, float.PositiveInfinity, 0.5f], deltas);

        Assert.Equal([0.5f], found.Select(f => f.Confidence));
    }

    [Fact]
    public void Read_SmallOutsideAndOverlappingProposals_AreLeftOut()
    {
        // The first anchor's second cell is moved out of the picture; small ones are not wanted.
        float[] deltas = new float[16];
        deltas[1] = 3;

        IReadOnlyList<Detection> found = Read(s_parameters with { LeastSize = 5 }, [0.3f, 0.9f, 0.5f, 0.5f], deltas);

        Assert.Equal([new BoundingBox(0, 0, 8, 8)], found.Select(f => f.Box));
    }

    [Fact]
    public void Read_FewWanted_ComparesAndKeepsSoMany()
    {
        Assert.Equal([0.4f, 0.3f], Read(s_parameters with { After = 2 }, [0.1f, 0.4f, 0.3f, 0.2f], new float[16]).Select(f => f.Confidence));
        Assert.Equal([0.4f], Read(s_parameters with { Before = 1 }, [0.1f, 0.4f, 0.3f, 0.2f], new float[16]).Select(f => f.Confidence));
    }

    [Fact]
    public void Read_EqualScores_KeepTheOrderOfTheOutput()
        => Assert.Equal([0.0, 8, 2, 10], Read(s_parameters, [0.5f, 0.5f, 0.5f, 0.5f], new float[16]).Select(f => f.Box.X));

    [Fact]
    public void Bind_OtherAnchorsOrStride_NamesBoth()
    {
        List<string> anchors = [], stride = [];
        new ProposalReader(s_parameters with { Anchors = [new BoundingBox(0, 0, 8, 8)] }, 4).Bind(Outputs(new float[4], new float[16]), s_frame, anchors);
        new ProposalReader(s_parameters with { Stride = 4 }, 4).Bind(Outputs(new float[4], new float[16]), s_frame, stride);

        Assert.Contains("[1, 2, 1, 2] and [1, 8, 1, 2]; with 1 anchors expected [1, 1, rows, columns]", Assert.Single(anchors), StringComparison.Ordinal);
        Assert.Contains("has 1 rows and 2 columns for a picture of 16 x 8 pixels, but output.parameters.proposals.stride in model.yaml says 4", Assert.Single(stride), StringComparison.Ordinal);
    }

    private static Detection[] Read(ProposalParameters parameters, float[] scores, float[] deltas)
    {
        HandMadeOutputs outputs = Outputs(scores, deltas);
        ProposalReader reader = new(parameters, Math.Log(1000.0 / 16));
        List<string> problems = [];
        reader.Bind(outputs, s_frame, problems);
        Assert.Empty(problems);
        return [.. reader.Read(outputs, s_frame, 0)];
    }

    private static HandMadeOutputs Outputs(float[] scores, float[] deltas)
        => new HandMadeOutputs().Add("s", [1, 2, 1, 2], scores).Add("d", [1, 8, 1, 2], deltas).Add("f", [1, 1, 1, 2], 0, 0);
}
