using ImageAnalytics.Engine.Pipelines;

namespace ImageAnalytics.Engine.Tests.Pipelines;

public sealed class PipelineGraphTests
{
    [Fact]
    public void ToText_DesignExample_DrawsATree()
        => Assert.Equal(
            """
            images: **/* without **/thumbs/**
            ├─ objects: single-shot-detector · fastestdet · minConfidence 0.4
            │  └─ vehicle-kind: classifier · squeezenet · where label in ('car', 'truck') and confidence > 0.6 and area_fraction > 0.01
            ├─ people: face · detector yunet, embedding mobileface-v2 · gallery "staff", tolerance 0.55
            └─ more-objects: region-proposal-detector · mask-rcnn-2go
            fused: weighted-boxes of objects, more-objects

            """,
            PipelineGraph.ToText(PipelineFile.Parse(PipelineTexts.YardWatch, "f.yaml").Pipeline!));

    [Fact]
    public void ToMermaid_Objects_DrawsAFlowchart()
        => Assert.Equal(
            """
            flowchart TD
                images(["images"])
                s1["objects<br/>single-shot-detector<br/>fastestdet<br/>minConfidence 0.4"]
                s2["kind<br/>classifier<br/>squeezenet<br/>top 1"]
                images --> s1
                s1 -->|"label = 'car'"| s2

            """,
            PipelineGraph.ToMermaid(PipelineFile.Parse(PipelineTexts.Objects, "f.yaml").Pipeline!));

    [Fact]
    public void ToMermaid_HostileTexts_CannotBecomeMarkup()
    {
        const string Hostile = "name: a\nsteps:\n  - { id: end, plugin: 'a\"]; click s1 \"javascript:x\" %% <script>', model: '`b`\u202e#quot;' }\n  - { id: b, plugin: p, on: end, where: label = '\"|<b>' }\n";
        Pipeline pipeline = PipelineFile.Parse(Hostile, "f.yaml").Pipeline!;
        Assert.Equal(
            """
            flowchart TD
                images(["images"])
                s1["end<br/>a#34;#93;#59; click s1 #34;javascript:x#34; #37;#37; #60;script#62;<br/>#96;b#96;#92;u202E#35;quot#59;"]
                s2["b<br/>p"]
                images --> s1
                s1 -->|"label = '#34;#124;#60;b#62;'"| s2

            """,
            PipelineGraph.ToMermaid(pipeline));
        Assert.DoesNotContain('\u202e', PipelineGraph.ToText(pipeline));
    }
}
