using ImageAnalytics.Cli.Running;
using ImageAnalytics.Engine.Runs;

namespace ImageAnalytics.Cli.Tests.Running;

public sealed class ShardOptionTests
{
    [Theory]
    [InlineData("2/8", "", 2, 8)]
    [InlineData("auto", "SLURM_ARRAY_TASK_ID=0 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_COUNT=4", 1, 4)]
    [InlineData("auto", "SLURM_ARRAY_TASK_ID=13 SLURM_ARRAY_TASK_MIN=5 SLURM_ARRAY_TASK_STEP=4 SLURM_ARRAY_TASK_COUNT=3", 3, 3)]
    [InlineData("auto/10", "JOB_COMPLETION_INDEX=0", 1, 10)]
    [InlineData("auto/10", "JOB_COMPLETION_INDEX=9", 10, 10)]
    [InlineData("auto/4", "SLURM_ARRAY_TASK_ID=3", 4, 4)]
    public void Read_PartOrTask_IsThePart(string text, string environment, int index, int count)
        => Assert.Equal(new ShardNumber(index, count), ShardOption.Read(text, Of(environment)));

    [Theory]
    [InlineData("0/4", "", "--shard is '0/4'; expected I/N")]
    [InlineData("5/4", "", "--shard is '5/4'")]
    [InlineData("1/2/3", "", "--shard is '1/2/3'")]
    [InlineData("-1/4", "", "--shard is '-1/4'")]
    [InlineData("1/999999", "", "--shard is '1/999999'")]
    [InlineData("auto/10", "JOB_COMPLETION_INDEX=10", "--shard is 'auto/10', which is shard 11/10 here")]
    [InlineData("auto/10", "JOB_COMPLETION_INDEX=x", "JOB_COMPLETION_INDEX is 'x'; expected a whole number")]
    [InlineData("auto/10", "", "there is no environment variable JOB_COMPLETION_INDEX")]
    [InlineData("auto", "SLURM_ARRAY_TASK_ID=6 SLURM_ARRAY_TASK_MIN=5 SLURM_ARRAY_TASK_STEP=4 SLURM_ARRAY_TASK_COUNT=3", "that step apart")]
    [InlineData("auto", "SLURM_ARRAY_TASK_ID=9 SLURM_ARRAY_TASK_MIN=5 SLURM_ARRAY_TASK_COUNT=3", "expected the task to be one of so many")]
    public void Read_NoPart_IsRefusedWithWhatWasExpected(string text, string environment, string message)
        => Assert.Contains(message, Assert.Throws<RunRefusedException>(() => ShardOption.Read(text, Of(environment))).Message, StringComparison.Ordinal);

    private static Func<string, string?> Of(string environment)
    {
        Dictionary<string, string> variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]);
        return variables.GetValueOrDefault;
    }
}
