using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageAnalytics.Training.Evaluation.Classification;
using ImageAnalytics.Training.Evaluation.Faces;
using ImageAnalytics.Training.Evaluation.Objects;

namespace ImageAnalytics.Training.Evaluation.Output;

/// <summary>An evaluation as one JSON object for scripts: a figure that does not apply is not there. Figures are fractions, 0 to 1.</summary>
public static class EvaluationJson
{
    // Names of classes come from anywhere: quotes and controls are escaped, letters of all languages stay.
    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the object.</summary>
    public static string Write(EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        JsonObject root = new() { ["task"] = result.Task, ["model"] = result.Model };
        Add(root, "detector", result.Detector);
        root["data"] = result.Data.Source;
        Add(root, "split", result.Split);
        root["images"] = result.Images;
        root["broken_images"] = result.Broken.Count;
        root["model_failures"] = result.Broken.Count(b => b.IsModels);
        JsonObject perClass = [];
        AddClassification(root, perClass, result);
        AddBoxes(root, perClass, result);
        AddMasks(root, perClass, result);
        AddFaces(root, perClass, result);
        root["per_class"] = perClass;
        AddConfusion(root, result);
        AddList(root, "classes_only_in_data", result.Match?.OnlyInData ?? []);
        AddList(root, "classes_only_in_model", result.Match?.OnlyInModel ?? []);
        AddList(root, "notes", result.Notes);
        return root.ToJsonString(s_options);
    }

    private static void AddClassification(JsonObject root, JsonObject perClass, EvaluationResult result)
    {
        if (result.Classification is not { } figures)
        {
            return;
        }

        Add(root, "top1", figures.Top1);
        Add(root, "top5", figures.Top5);
        Add(root, "ece", figures.Calibration.ExpectedError);
        foreach (ClassFigures one in figures.Classes)
        {
            JsonObject place = PlaceOf(perClass, result, one.ClassId);
            place["images"] = one.Images;
            Add(place, "precision", one.Precision);
            Add(place, "recall", one.Recall);
            Add(place, "f1", one.F1);
        }
    }

    // The cells that count a picture: of many classes, most are empty.
    private static void AddConfusion(JsonObject root, EvaluationResult result)
    {
        if (result.Classification is not { } figures)
        {
            return;
        }

        string? NameOf(int classId) => classId == ClassMatch.Other ? null : KeyOf(result, classId);
        root["confusion"] = new JsonArray(
        [
            .. from cell in figures.Confusion
               orderby cell.Key.Truth, cell.Key.Said == ClassMatch.Other, cell.Key.Said
               select (JsonNode)new JsonObject { ["truth"] = NameOf(cell.Key.Truth), ["said"] = NameOf(cell.Key.Said), ["images"] = cell.Value },
        ]);
    }

    private static void AddBoxes(JsonObject root, JsonObject perClass, EvaluationResult result)
    {
        if (result.Boxes is not { } figures)
        {
            return;
        }

        Add(root, "ap", figures.Coco.AveragePrecision);
        Add(root, "ap50", figures.Coco.AtIoU50);
        Add(root, "ap75", figures.Coco.AtIoU75);
        Add(root, "ap_small", figures.Coco.Small);
        Add(root, "ap_medium", figures.Coco.Medium);
        Add(root, "ap_large", figures.Coco.Large);
        Add(root, "min_confidence", result.MinConfidence);
        Add(root, "confidence", figures.Confidence);
        Add(root, "precision", figures.Precision);
        Add(root, "recall", figures.Recall);
        Add(root, "f1_50", figures.F1);
        Add(root, "best_f1", figures.BestF1?.F1);
        Add(root, "best_f1_confidence", figures.BestF1?.Confidence);
        root["errors"] = ErrorsOf(figures.Errors);
        foreach (ClassObjectFigures one in figures.Classes)
        {
            JsonObject place = PlaceOf(perClass, result, one.ClassId);
            place["objects"] = one.Objects;
            Add(place, "ap", one.Ap);
            Add(place, "ap50", one.Ap50);
            Add(place, "ap75", one.Ap75);
            Add(place, "precision", one.Precision);
            Add(place, "recall", one.Recall);
            Add(place, "f1", one.F1);
        }
    }

    private static void AddMasks(JsonObject root, JsonObject perClass, EvaluationResult result)
    {
        if (result.Masks is not { } figures)
        {
            return;
        }

        Add(root, "mask_ap", figures.Coco.AveragePrecision);
        Add(root, "mask_ap50", figures.Coco.AtIoU50);
        Add(root, "mask_ap75", figures.Coco.AtIoU75);
        Add(root, "mask_f1_50", figures.F1);
        Add(root, "mean_mask_iou", figures.MeanIoU);
        root["mask_errors"] = ErrorsOf(figures.Errors);
        foreach (ClassObjectFigures one in figures.Classes)
        {
            JsonObject place = PlaceOf(perClass, result, one.ClassId);
            Add(place, "mask_ap", one.Ap);
            Add(place, "mask_ap50", one.Ap50);
            Add(place, "mask_f1_50", one.F1);
        }
    }

    private static void AddFaces(JsonObject root, JsonObject perClass, EvaluationResult result)
    {
        if (result.Faces is not { } figures)
        {
            return;
        }

        Add(root, "rank1", figures.Rank1);
        Add(root, "pairs_accuracy", figures.PairsAccuracy);
        Add(root, "pairs_accuracy_at_tolerance", figures.PairsAtTolerance);
        root["without_face"] = figures.WithoutFace;
        if (figures.PairsAccuracy is not null)
        {
            root["pairs"] = figures.Pairs;
        }
        else
        {
            (root["people"], root["queries"]) = (figures.People, figures.Queries);
        }

        foreach (PersonFigures person in figures.Persons)
        {
            JsonObject place = PlaceOf(perClass, result, person.ClassId);
            place["queries"] = person.Queries;
            Add(place, "rank1", Ratio.Of(person.Right, person.Queries));
        }
    }

    private static JsonObject ErrorsOf(ErrorCounts errors) => new()
    {
        ["right"] = errors.Right,
        ["missed"] = errors.Missed,
        ["misplaced"] = errors.Misplaced,
        ["wrong_class"] = errors.WrongClass,
        ["double"] = errors.Duplicate,
        ["background"] = errors.Background,
    };

    // Two classes may have one name; a key of JSON may not come twice.
    private static string KeyOf(EvaluationResult result, int classId)
    {
        string name = result.Data.Classes[classId];
        int before = result.Data.Classes.Take(classId).Count(c => c == name);
        return before == 0 ? name : $"{name} ({before + 1})";
    }

    private static JsonObject PlaceOf(JsonObject perClass, EvaluationResult result, int classId)
    {
        string key = KeyOf(result, classId);
        if (perClass[key] is not JsonObject place)
        {
            perClass[key] = place = [];
        }

        return place;
    }

    private static void Add(JsonObject place, string name, string? value)
    {
        if (value is not null)
        {
            place[name] = value;
        }
    }

    private static void Add(JsonObject place, string name, double? value)
    {
        if (value is { } number)
        {
            place[name] = number;
        }
    }

    private static void AddList(JsonObject place, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            place[name] = new JsonArray([.. values.Select(v => (JsonNode)v)]);
        }
    }
}
