using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ImageAnalytics.Training.Augmentation;
using ImageAnalytics.Training.Recipes;
using ImageAnalytics.Training.Trainers;

namespace ImageAnalytics.Training.Tests.Recipes;

/// <summary>Recipes are read strictly, and everything that is wrong is told at once, with its place.</summary>
public sealed class RecipeReaderTests
{
    private const string Good =
        """
        recipe: 1
        name: parts
        problem: Which part is this?
        family: classifier
        data: { path: parts, format: folder, holdOut: { share: 0.1 } }
        input: { width: 16, height: 16, resize: stretch, channels: rgb, scale: 1/255 }
        training: { epochs: 2, batch: 8, rate: 0.01 }
        model: { version: "1.0", summary: Says it., licence: MIT, source: drawn }
        """;

    public static TheoryData<string> Families() => [.. new[] { "classifier", "single-shot", "face-detector", "region-proposal", "mask-rcnn", "face-embedding" }];

    public static TheoryData<string> Own() => [.. Directory.GetFiles(Path.Combine(Repository.Root, "recipes"), "*.yaml").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Own))]
    public void Recipes_OfThisRepository_AreRead(string file)
        => Assert.Equal(Path.GetFileNameWithoutExtension(file), RecipeReader.Load(Path.Combine(Repository.Root, "recipes", file)).Name);

    [Fact]
    public void Mistakes_AreToldAllAtOnceWithLineAndColumn()
    {
        RecipeException error = Assert.Throws<RecipeException>(() => RecipeReader.Parse(
            """
            recipe: 1
            name: Parts!
            problem: Which part is this?
            family: clasifier
            data: { format: foldr, train: a, validation: a }
            input: { width: 16, height: 16, resize: stretch, channels: rgb }
            training: { epoch: 2, batch: 0, rate: fast }
            augmentation: { rotation: 200, flipp: 1 }
            model: { version: "1.0", summary: Says it., licence: MIT }
            extra: 1
            """,
            "parts.yaml"));

        (string Place, string Text)[] expected =
        [
            ("parts.yaml:2:7:", "'name' is 'Parts!'"),
            ("parts.yaml:4:9:", "'family' is 'clasifier'"), ("parts.yaml:4:9:", "Did you mean 'classifier'?"),
            ("parts.yaml:5:7:", "'data' lacks 'path'"), ("parts.yaml:5:17:", "'format'"), ("parts.yaml:5:46:", "'validation' is 'a', the split to learn from as well"),
            ("parts.yaml:7:11:", "'training' lacks 'epochs'"), ("parts.yaml:7:30:", "'batch' is"), ("parts.yaml:7:39:", "'rate' is"), ("parts.yaml:7:13:", "'epoch'"),
            ("parts.yaml:8:27:", "'rotation' is"), ("parts.yaml:8:32:", "'flipp'"),
            ("parts.yaml:9:8:", "'model' lacks 'source'"), ("parts.yaml:10:1:", "'extra'"),
        ];
        foreach ((string place, string text) in expected)
        {
            Assert.Contains(error.Problems, p => p.StartsWith(place, StringComparison.Ordinal) && p.Contains(text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Notes_LeaveRoomForWhatTheCardSaysBefore()
        => Assert.Contains("'notes'", Assert.Throws<RecipeException>(
            () => RecipeReader.Parse($"{Good.TrimEnd()[..^1]}, notes: {new string('x', 1_701)} }}", "r.yaml")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("holdOut: { share: 0.1 }", "", "'data' needs either 'validation'")]
    [InlineData("holdOut: { share: 0.1 }", "validation: val, holdOut: { share: 0.1 }", "'data' needs either 'validation'")]
    [InlineData("holdOut: { share: 0.1 }", "holdOut: { share: 1 }", "'share' is '1'")]
    [InlineData("holdOut: { share: 0.1 }", "holdOut: { lowestIndexHash: 0 }", "'lowestIndexHash' is '0'")]
    [InlineData("holdOut: { share: 0.1 }", "holdOut: { share: 0.1, classShare: 0.1 }", "'share'")]
    [InlineData("path: parts", "path: \"a\\0b\"", "'path' is no path")]
    [InlineData("path: parts", "path: \"\"", "'path' is no path")]
    [InlineData("recipe: 1", "recipe: 1\nstart: []", "'start' is an empty list; expected a path, or one for each of 'members'. Leave 'start' away to name none.")]
    [InlineData("recipe: 1", "recipe: 2", "reads formats up to 1")]
    [InlineData("epochs: 2", "epochs: 0", "'epochs' is '0'; expected a whole number from 1")]
    [InlineData("batch: 8", "batch: 8, optimizer: adam", "'optimizer'")]
    [InlineData("batch: 8", "batch: 8, schedule: cosin", "Did you mean 'cosine'?")]
    [InlineData("family: classifier", "family: classifier\nnetwork: { blocks: [1, 2] }", "'blocks' has 2 numbers; expected one for all stages, or 3")]
    [InlineData("family: classifier", "family: classifier\nnetwork: { blocks: [1, 0, 1] }", "leaves a stage after the first without blocks")]
    [InlineData("family: classifier", "family: classifier\nnetwork: { plain: 5, head: 8 }", "'head' is for residual networks, and 'plain' asks for one without")]
    [InlineData("family: classifier", "family: classifier\nnetwork: { members: [] }", "'members' names no network")]
    [InlineData("family: classifier", "family: classifier\nnetwork: { members: [5] }", "'members' is '5'; expected keys with values")]
    [InlineData("family: classifier", "family: classifier\nnetwork: { members: [{ plain: 5 }, { mixup: 1 }] }", "'members' has no key 'mixup'")]
    [InlineData("family: classifier", "family: classifier\nnetwork: { widths: [8], members: [{ plain: 5 }] }", "'widths' stands beside 'members', each of which says its own. Move it into them.")]
    [InlineData("family: classifier", "family: classifier\nnetwork: { members: [{ plain: 5 }, { plain: 5, blocks: 2 }] }", "'blocks' is for residual networks")]
    [InlineData("recipe: 1", "recipe: 1\naugmentation: { finalStrength: 2 }", "'finalStrength' is '2'")]
    [InlineData("batch: 8", "batch: 0 }\naugmentation: { scaleFrom: 1.2", "'scaleTo' is 1; expected at least 'scaleFrom', which is 1.2.")]
    [InlineData("batch: 8", "batch: 0 }\naugmentation: { elastic: 0.2", "'elastic' is 0.2; expected at most a quarter of 'elasticGrid', which is 0.25")]
    [InlineData("resize: stretch", "resize: stretch, number: fp16", "Networks are trained with 'layout: nchw' and 'number: fp32' alone.")]
    [InlineData("resize: stretch", "resize: stretch, batch: dynamic", "'name' and 'batch' are decided by the family. Leave both away.")]
    public void Mistake_IsToldWithWhatIsExpected(string from, string to, string message)
        => Assert.Contains(message, Assert.Throws<RecipeException>(() => RecipeReader.Parse(Good.Replace(from, to, StringComparison.Ordinal), "r.yaml")).Message, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Families))]
    public void NetworkKey_ThatTheFamilyDoesNotKnow_IsNamed(string family)
        => Assert.Contains("'nonsense'", Assert.Throws<RecipeException>(() => RecipeReader.Parse($"{Good.Replace("classifier", family, StringComparison.Ordinal)}\nnetwork: {{ nonsense: 1 }}", "r.yaml")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("single-shot", "width: 300, height: 64, resize: letterbox", "The input is 300 x 64; expected multiples of 32.")]
    [InlineData("mask-rcnn", "width: 64, height: 64, resize: crop", "'resize' of the input cuts off parts of the pictures")]
    [InlineData("region-proposal", "resize: shorter-side, shorterSide: 64", "'multipleOf' of the input is 1; expected a multiple of 32.")]
    [InlineData("face-embedding", "width: 64, height: 32, resize: stretch", "an aligned face needs 'resize: stretch' and equal sides")]
    [InlineData("classifier", "resize: shorter-side, shorterSide: 64", "The input has no fixed size")]
    public void Input_ThatDoesNotFitTheFamily_IsToldWithItsPlaceBesideAllElse(string family, string input, string told)
    {
        string text = System.Text.RegularExpressions.Regex.Replace(Good.Replace("family: classifier", $"family: {family}", StringComparison.Ordinal), "input: \\{[^}]*\\}", $"input: {{ {input}, channels: rgb, scale: 1/255 }}");
        IReadOnlyList<string> problems = Assert.Throws<RecipeException>(() => RecipeReader.Parse(text.Replace("epochs: 2", "epochs: 0", StringComparison.Ordinal), "r.yaml")).Problems;
        Assert.Contains(problems, p => System.Text.RegularExpressions.Regex.IsMatch(p, "^r.yaml:[0-9]+:[0-9]+: ") && p.Contains(told, StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("'epochs' is '0'", StringComparison.Ordinal));
    }

    [Fact]
    public void Labels_AreAFoldersNameInTheData_NotAPath()
        => Assert.Equal("masks", RecipeReader.Parse(Good.Replace("path: parts, format: folder", "path: parts, format: labelmap, labels: masks", StringComparison.Ordinal), "r.yaml").Data.LabelsFolder);

    [Fact]
    public void Places_ThatTheFormatHasNot_AreToldWhereTheyStand()
    {
        IReadOnlyList<string> problems = Assert.Throws<RecipeException>(() => RecipeReader.Parse(Good.Replace("path: parts", "path: parts, labels: masks, images: pictures", StringComparison.Ordinal), "r.yaml")).Problems;
        Assert.Contains(problems, p => p.StartsWith("r.yaml:5:30: 'labels' is for yolo and labelmap", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.StartsWith("r.yaml:5:", StringComparison.Ordinal) && p.Contains("'images' is for coco and pairs", StringComparison.Ordinal));
    }

    [Fact]
    public void Augmentation_ThatContradictsItself_IsRefused()
        => Assert.Contains("scale", Assert.Throws<RecipeException>(() => RecipeReader.Parse($"{Good}\naugmentation: {{ scaleFrom: 2, scaleTo: 1 }}", "r.yaml")).Message, StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData("")]
    [InlineData("nowhere.yaml")]
    [InlineData("/")]
    [InlineData("a\0b")]
    public void File_ThatCannotBeRead_IsARecipeProblem(string path)
        => Assert.Contains("Cannot read the recipe", Assert.Throws<RecipeException>(() => RecipeReader.Load(path)).Message, StringComparison.Ordinal);

    // The parser of YAML throws something of its own at this one.
    [Fact]
    public void Quote_ThatIsNotClosed_IsRefusedWithItsPlace()
        => Assert.Matches(@"^r\.yaml:\d+:\d+: This is no valid YAML", Assert.Throws<RecipeException>(
            () => RecipeReader.Parse(Good.Replace("share: 0.1 } }", "share:'", StringComparison.Ordinal).Replace("scale: 1/255", "s, 1/255", StringComparison.Ordinal), "r.yaml")).Message);

    [Fact]
    public void AnyText_IsARecipeOrRefused()
    {
        // Good recipes with a few places overwritten reach further than letters at random.
        Gen<string> pieces = Gen.Elements("{", "}", "[", "]", ": ", "\n", "- ", "&a ", "*a", "!!int ", "\"", "'", "#", "\0", "\t", "1e999", "-1", "NaN", "null", "~", "|", "?", ",", "é", "share", "data", "network: ");
        Gen<string> damaged =
            from edits in (from at in Gen.Choose(0, Good.Length - 1) from gone in Gen.Choose(0, 12) from piece in pieces select (at, gone, piece)).ArrayOf(3)
            select edits.Aggregate(Good, (text, e) => string.Concat(text.AsSpan(0, Math.Min(e.at, text.Length)), e.piece, text.AsSpan(Math.Min(text.Length, e.at + e.gone))));
        Prop.ForAll(Arb.From(Gen.OneOf(damaged, ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""))), text =>
        {
            try
            {
                return RecipeReader.Parse(text, "r.yaml").Name.Length > 0;
            }
            catch (RecipeException e)
            {
                return e.Problems.Count > 0 && e.Problems.All(p => p.Length > 0);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Documents_NameEveryKeyOfAugmentationAndTraining()
    {
        // Those that a recipe says elsewhere, or not at all.
        string[] others = ["width", "height", "fit", "batchSize", "checkpointEvery"];
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "recipes.md"));
        IEnumerable<string> keys = typeof(AugmentationOptions).GetProperties().Concat(typeof(TrainingOptions).GetProperties()).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Except(others);
        Assert.All(keys, k => Assert.Contains($"`{k}`", text, StringComparison.Ordinal));
    }
}
