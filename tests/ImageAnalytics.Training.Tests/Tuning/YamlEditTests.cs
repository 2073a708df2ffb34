using ImageAnalytics.Training.Tuning;

namespace ImageAnalytics.Training.Tests.Tuning;

public sealed class YamlEditTests
{
    [Fact]
    public void InRecipe_SetsValuesAndMakesMaps()
    {
        string text = TunePlace.InRecipe("# a comment\nname: x\nversion: \"1.0\"\ntraining: { rate: 0.1, batch: 8 }\n", new Dictionary<string, string>
        {
            ["training.rate"] = "0.003", ["network.widths"] = "[16, 32]", ["augmentation.rotation"] = "5",
        });

        Assert.Equal("name: x\nversion: \"1.0\"\ntraining: {rate: 0.003, batch: 8}\nnetwork:\n  widths: [16, 32]\naugmentation:\n  rotation: 5\n", text);
    }

    [Fact]
    public void InPipeline_SetsAnOptionOfOneStep()
    {
        string text = TunePlace.InPipeline("name: x\nsteps:\n- id: a\n  plugin: p\n- id: b\n  plugin: p\n  options: {top: 1}\n", new Dictionary<string, string> { ["a.minConfidence"] = "0.4", ["b.top"] = "2" });

        Assert.Equal("name: x\nsteps:\n- id: a\n  plugin: p\n  options:\n    minConfidence: 0.4\n- id: b\n  plugin: p\n  options: {top: 2}\n", text);
    }

    [Fact]
    public void InPipeline_OptionsThatAnotherStepShares_ChangeInOneAlone()
    {
        string text = TunePlace.InPipeline(
            "name: x\nsteps:\n- {id: a, options: &o {minConfidence: 0.4, of: &l [1]}}\n- {id: b, options: *o}\n- {id: c, options: {<<: *o, of: *l}}\n", new Dictionary<string, string> { ["a.minConfidence"] = "0.1" });

        Assert.Equal("name: x\nsteps:\n- {id: a, options: {minConfidence: 0.1, of: [1]}}\n- {id: b, options: {minConfidence: 0.4, of: [1]}}\n- {id: c, options: {<<: {minConfidence: 0.4, of: [1]}, of: [1]}}\n", text);
    }

    [Fact]
    public void InRecipe_WhatHasNoValue_StaysWithout()
        => Assert.Equal(
            "name: ''\naugmentation: ~\ntraining: {rate: 0.003, average: ~}\n",
            TunePlace.InRecipe("name: ''\naugmentation:\ntraining: { rate: 0.1, average: }\n", new Dictionary<string, string> { ["training.rate"] = "0.003" }));

    [Fact]
    public void MovePaths_TheTemplateOfTheReport_IsFoundFromThere()
    {
        using Workspace workspace = new();
        workspace.Write("p/house.pptx", "");

        string text = YamlEdit.MovePaths("name: house.pptx\nreport: {formats: [pptx], template: house.pptx}\n", workspace["p"], workspace["out/tuned"]);

        Assert.Equal("name: house.pptx\nreport: {formats: [pptx], template: ./../../p/house.pptx}\n", text);
    }

    [Fact]
    public void MovePaths_LeavesAllElseAsItIs()
    {
        using Workspace workspace = new();
        workspace.Write("p/known/x", "");
        workspace.Write("p/tell.sh", "");

        string text = YamlEdit.MovePaths("problem: ./known\nsteps:\n- id: a\n  options: {gallery: ./known, name: a/b, deep: [{x: ../p/known}]}\n- id: b\nnotify: [./tell.sh, /etc/x, known]\n", workspace["p"], workspace["out/tuned"]);

        Assert.Equal("problem: ./known\nsteps:\n- id: a\n  options: {gallery: ./../../p/known, name: a/b, deep: [{x: ./../../p/known}]}\n- id: b\nnotify: [./../../p/tell.sh, /etc/x, known]\n", text);
    }

    [Fact]
    public void InRecipe_ElementOfAList_IsNamedByItsNumber()
    {
        const string Text = "network: { members: [{ plain: 5 }, { plain: 7 }] }";
        Assert.Equal("network: {members: [{plain: 5}, {plain: 3}]}\n", TunePlace.InRecipe(Text, new Dictionary<string, string> { ["network.members.1.plain"] = "3" }));
        Assert.Equal("widths: [8, 32]\n", TunePlace.InRecipe("widths: [8, 16]", new Dictionary<string, string> { ["widths.1"] = "32" }));
        Assert.Contains(
            "'network.members.2.plain' leads nowhere: '2' is no element of a list of 2, which are counted from 0.",
            Assert.Throws<TrialFailedException>(() => TunePlace.InRecipe(Text, new Dictionary<string, string> { ["network.members.2.plain"] = "3" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ThroughSomethingElse_IsRefused()
        => Assert.Contains(
            "'training.rate.x' leads through something that is no map.",
            Assert.Throws<TrialFailedException>(() => TunePlace.InRecipe("training: { rate: 0.1 }", new Dictionary<string, string> { ["training.rate.x"] = "1" })).Message,
            StringComparison.Ordinal);
}
