using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training.Parallel;

/// <summary>Processes that mpirun starts give the same results as one process.</summary>
// Not in parallel with other tests: the ranks of a job use all cores.
[Collection(nameof(RankProcessTests))]
[CollectionDefinition(nameof(RankProcessTests), DisableParallelization = true)]
[Trait("Needs", "mpirun")]
public sealed class RankProcessTests(RankProcessTests.OneProcess one) : IClassFixture<RankProcessTests.OneProcess>, IDisposable
{
    private static readonly string[] Model = ["--tensor-parallel", "2", "--context-parallel", "2"];
    private static readonly string[] Rows = ["--data-parallel"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Four_ranks_that_share_weights_and_positions() => Same(4, Model);

    [Fact]
    public void Two_ranks_that_share_rows() => Same(2, Rows);

    [Fact]
    public void Four_ranks_in_float32()
    {
        var (alone, shared) = (_folder.File("alone"), _folder.File("shared"));
        string[] arguments = ["--data", one.Words, "--phases", "sft", "--sft-steps", "15", "--float32"];

        Ended(0, TrainProcess.Run([.. arguments, "--out", alone]));
        Ended(0, TrainProcess.RunRanks(4, [.. arguments, "--out", shared, .. Model]));

        Assert.All(Curve(alone).Zip(Curve(shared)), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Fact]
    public void What_ranks_were_asked_to_stop_others_go_on_with()
    {
        var run = _folder.File("run");

        var stopped = TrainProcess.RunRanks(
            2, TrainProcess.StopAfter(run, OneProcess.Steps + 3, "INT"), [.. one.Arguments(run), .. Rows]);

        Assert.NotEqual(0, stopped.ExitCode);
        Assert.Contains($"--resume {run}", stopped.Output);
        var reached = File.ReadAllLines(Path.Combine(run, "metrics.jsonl")).Length;
        Assert.InRange(reached, OneProcess.Steps + 3, OneProcess.AllSteps - 1);
        Ended(0, TrainProcess.RunRanks(2, "--resume", run, "--tensor-parallel", "2"));
        Compare(run);
    }

    [Theory]
    [InlineData(3, "3 processes were started, but --tensor-parallel 2 takes 2 a model", "--tensor-parallel", "2")]
    [InlineData(3, "--tensor-parallel 3: the 4 attention heads of a block cannot be shared evenly; 2 or 4 ranks can", "--tensor-parallel", "3")]
    [InlineData(3, "3 data-parallel ranks: the 128 rows of an update of sft cannot be shared evenly", "--data-parallel")]
    [InlineData(2, "does not exist", "--data-parallel", "--data", "nowhere.txt")]
    public void What_cannot_be_shared_is_refused_before_anything_is_written(int ranks, string because, params string[] arguments)
    {
        var folder = _folder.File("refused");
        string[] data = arguments.Contains("--data") ? [] : ["--data", one.Words];

        var refused = TrainProcess.RunRanks(ranks, ["--out", folder, .. data, .. arguments]);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("lossdsl: ", refused.Error);
        Assert.Contains(because, refused.Error);
        Assert.DoesNotContain("unexpected", refused.Error);
        Assert.False(Directory.Exists(folder));
    }

    [Theory]
    [InlineData("start `mpirun -n 2 ./lossdsl train --tensor-parallel 2`", "--tensor-parallel", "2")]
    [InlineData("start `mpirun -n 2 ./lossdsl train --data-parallel 2`", "--data-parallel", "2")]
    [InlineData("start `mpirun -n 2 ./lossdsl train --data-parallel`", "--data-parallel", "--quick")]
    [InlineData("--context-parallel must be at least 1", "--context-parallel", "0")]
    [InlineData("--data-parallel must be at least 1", "--data-parallel", "0")]
    public void One_process_says_how_to_start_several(string because, params string[] arguments) =>
        TrainProcess.Run(["--data", one.Words, .. arguments]).AssertRefused(because);

    private void Same(int ranks, string[] split)
    {
        var run = _folder.File("run");

        var ended = TrainProcess.RunRanks(ranks, [.. one.Arguments(run), .. split]);

        Ended(0, ended);
        Assert.Contains($", {ranks} ranks: ", ended.Output);
        Assert.Equal(["chart.svg", "checkpoint.zip", "metrics.jsonl"], Directory.EnumerateFiles(run).Select(file => Path.GetFileName(file)!).Order());
        Compare(run);
    }

    private void Compare(string run)
    {
        var (expected, found) = (Curve(one.Folder), Curve(run));
        Assert.Equal(OneProcess.AllSteps, expected.Length);
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        Assert.True(expected[0] > expected[OneProcess.Steps - 1] + 0.1, "it learnt nothing");
        Assert.True(expected[(2 * OneProcess.Steps)..].Count(loss => Math.Abs(loss) > 1e-3) > 3, "nothing was rewarded");
    }

    private static void Ended(int code, ProgramRun run) => Assert.True(code == run.ExitCode, $"{run.ExitCode}: {run.Error}{run.Output}");

    private static double[] Curve(string folder) =>
        [.. File.ReadLines(Path.Combine(folder, "metrics.jsonl")).Select(line => StepRecord.Parse(line).Metrics["loss"])];

    /// <summary>A run of all phases in one process, which several tests compare with.</summary>
    public sealed class OneProcess : IDisposable
    {
        /// <summary>The number of steps of the sft and dpo phases.</summary>
        public const int Steps = 12;

        /// <summary>The number of steps of all phases. Each grpo step has four updates.</summary>
        public const int AllSteps = 2 * Steps + GrpoSteps;

        private const int GrpoSteps = 8;

        private readonly TempFolder _folder = new();

        public OneProcess()
        {
            Words = _folder.With("words.txt", Training.TestWords.Create(200));
            Ended(0, TrainProcess.Run(Arguments(Folder)));
        }

        internal string Words { get; }

        internal string Folder => _folder.File("one");

        internal string[] Arguments(string folder) =>
        [
            "--data", Words, "--out", folder,
            "--sft-steps", $"{Steps}", "--dpo-steps", $"{Steps}", "--grpo-steps", $"{GrpoSteps}",
        ];

        public void Dispose() => _folder.Dispose();
    }
}
