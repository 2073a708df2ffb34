namespace ImageAnalytics.Engine.Tests.Pipelines;

/// <summary>Pipeline files for tests.</summary>
internal static class PipelineTexts
{
    /// <summary>The example of the design, which uses every key.</summary>
    public const string YardWatch = """
        name: yard-watch
        problem: Which vehicles and people were in the yard, and who?      # shown on every report
        images: { include: ["**/*"], exclude: ["**/thumbs/**"], pages: first }
        steps:
          - id: objects
            plugin: single-shot-detector
            model: fastestdet
            options: { minConfidence: 0.4 }
          - id: vehicle-kind
            plugin: classifier
            model: squeezenet
            on: objects                       # runs on the regions that `objects` found …
            where: label in ('car','truck') and confidence > 0.6 and area_fraction > 0.01
          - id: people
            plugin: face
            models: { detector: yunet, embedding: mobileface-v2 }
            options: { gallery: staff, tolerance: 0.55 }
          - id: more-objects
            plugin: region-proposal-detector
            model: mask-rcnn-2go
          - id: fused                         # combining steps are steps: nms | soft-nms | weighted-boxes | vote
            combine: weighted-boxes
            of: [objects, more-objects]
        tables:                               # read-only SQL over the views of a run
          - id: per-folder
            sql: select folder, label, count(*) as n from detections group by all
        report: { title: Yard watch, formats: [html, slides, pptx, csv, coco] }
        """;

    /// <summary>Two steps that the test environment can run.</summary>
    public const string Objects = """
        name: objects
        problem: What is there?
        steps:
          - id: objects
            plugin: single-shot-detector
            model: fastestdet
            options: { minConfidence: 0.4 }
          - id: kind
            plugin: classifier
            model: squeezenet
            on: objects
            where: label = 'car'
            options: { top: 1 }
        """;
}
