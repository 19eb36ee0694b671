using System.IO.Compression;
using System.Xml.Linq;

namespace LossDsl.Cli.Tests.Training;

public sealed class TrainCommandTests(TrainCommandTests.WholeRun whole) : IClassFixture<TrainCommandTests.WholeRun>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_leaves_log_chart_and_checkpoint_and_the_same_seed_gives_the_same_numbers()
    {
        var (one, other, third) = (whole.Folder, At("other"), At("third"));
        var result = whole.Result;

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("untrained:", result.Output);
        Assert.Contains("after DPO:", result.Output);
        Assert.Contains("after GRPO:", result.Output);
        Assert.Equal(["chart.svg", "checkpoint.zip", "metrics.jsonl"], Files(one));
        Assert.Equal(12, File.ReadAllLines(Path.Combine(one, "metrics.jsonl")).Length);
        Assert.Equal("svg", XDocument.Load(Path.Combine(one, "chart.svg")).Root!.Name.LocalName);

        Assert.Equal(0, Train(other, seed: 1).ExitCode);
        Assert.Equal(Log(one), Log(other));
        Assert.Equal(0, Train(third, seed: 6).ExitCode);
        Assert.NotEqual(Log(one), Log(third));
    }

    [Theory]
    [InlineData(2, "INT")]
    [InlineData(6, "INT")]
    [InlineData(9, "TERM")]
    public void A_run_that_is_stopped_goes_on_as_if_it_had_not_been(int afterLines, string signal)
    {
        var stopped = At("stopped");

        var result = TrainProcess.Run(TrainProcess.StopAfter(stopped, afterLines, signal), Arguments(stopped, seed: 1));

        Assert.Equal(130, result.ExitCode);
        Assert.Contains($"--resume {stopped}", result.Output);
        Assert.Equal(["chart.svg", "checkpoint.zip", "metrics.jsonl"], Files(stopped));
        Assert.True(Log(whole.Folder).StartsWith(Log(stopped)) && Log(stopped).Length < Log(whole.Folder).Length);

        var rest = TrainProcess.Run("--resume", stopped);

        Assert.Equal((0, ""), (rest.ExitCode, rest.Error));
        Assert.Equal(Log(whole.Folder), Log(stopped));
        Assert.Equal(Part(whole.Folder, "model"), Part(stopped, "model"));
    }

    [Fact]
    public void A_run_in_float32_goes_on_in_float32()
    {
        var (one, stopped) = (At("one"), At("stopped"));

        TrainProcess.Run([.. Arguments(one, seed: 1), "--float32"]);
        TrainProcess.Run(TrainProcess.StopAfter(stopped, 2, "INT"), [.. Arguments(stopped, seed: 1), "--float32"]);
        var rest = TrainProcess.Run("--resume", stopped);

        Assert.Equal((0, ""), (rest.ExitCode, rest.Error));
        Assert.Equal(Log(one), Log(stopped));
        Assert.InRange(Part(stopped, "model").Length / (double)Part(whole.Folder, "model").Length, 0.45, 0.55);
    }

    [Fact]
    public void A_run_that_is_stopped_goes_on_under_its_policy_loss()
    {
        var (one, stopped) = (At("one"), At("stopped"));
        var file = _folder.With("loss.json", """{"correction_level": "sequence_mean", "reduction": "prompt_mean"}""");
        string[] loss = ["--loss-config", file, "--objective", "cispo"];

        var whole = TrainProcess.Run([.. Arguments(one, seed: 1, "grpo"), .. loss]);
        TrainProcess.Run(TrainProcess.StopAfter(stopped, 2, "INT"), [.. Arguments(stopped, seed: 1, "grpo"), .. loss]);
        // The checkpoint stores the settings, so the file is not read again.
        File.Delete(file);
        var rest = TrainProcess.Run("--resume", stopped);

        Assert.Equal((0, ""), (whole.ExitCode, whole.Error));
        Assert.Equal((0, ""), (rest.ExitCode, rest.Error));
        Assert.Contains("correction_weight", Log(one));
        Assert.Equal(Log(one), Log(stopped));
    }

    [Fact]
    public void The_size_of_a_microbatch_changes_nothing_but_rounding()
    {
        var (small, large) = (At("small"), At("large"));

        TrainProcess.Run([.. Arguments(small, seed: 1, "sft"), "--microbatch", "24"]);
        TrainProcess.Run([.. Arguments(large, seed: 1, "sft"), "--microbatch", "1000"]);

        var (losses, same) = (Losses(small), Losses(large));
        Assert.Equal(5, losses.Length);
        Assert.All(losses.Zip(same), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    [Fact]
    public void A_phase_needs_no_other_before_it()
    {
        var folder = At("run");

        var result = TrainProcess.Run(Arguments(folder, seed: 1, "dpo"));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("after DPO:", result.Output);
        Assert.Equal(3, Losses(folder).Length);
    }

    [Theory]
    [InlineData("absent.txt", null, "does not exist")]
    [InlineData("empty.txt", "", "has no text")]
    [InlineData("few.txt", "one\ntwo\n", "has 2 distinct lines")]
    [InlineData("latin.txt", "caf\u00E9\n", "not text in UTF-8")]
    [InlineData(".", null, "is a directory")]
    public void Data_that_is_no_use_gets_one_line(string name, string? content, string message)
    {
        var file = At(name);
        if (content is not null)
            File.WriteAllText(file, content, System.Text.Encoding.Latin1);

        TrainProcess.Run("--data", file, "--out", At("run")).AssertRefused(message);

        Assert.False(Directory.Exists(At("run")));
    }

    [Theory]
    [InlineData("unknown phase 'nonsense'", "--phases", "sft,nonsense")]
    [InlineData("did you mean 'dpo'?", "--phases", "sft,dop")]
    [InlineData("names 'sft' more than once", "--phases", "sft,grpo,sft")]
    [InlineData("--sft-steps must be at least 1", "--sft-steps", "0")]
    [InlineData("--seed cannot be given with --resume", "--resume", "somewhere", "--seed", "3")]
    [InlineData("--objective cannot be given with --resume", "--resume", "somewhere", "--objective", "cispo")]
    [InlineData("--objective is \"cisp\"; it must be one of", "--objective", "cisp")]
    [InlineData("does not exist", "--resume", "nowhere")]
    [InlineData("--pattern", "--pattern", "(")]
    public void Options_that_make_no_sense_get_one_line(string message, params string[] arguments)
    {
        var data = _folder.With("data.txt", TestWords.Create(200));

        TrainProcess.Run(arguments[0] == "--resume" ? arguments : ["--data", data, .. arguments]).AssertRefused(message);
    }

    [Fact]
    public void A_checkpoint_that_is_not_whole_is_refused_and_a_run_is_not_overwritten()
    {
        var folder = At("run");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "checkpoint.zip"), "not a checkpoint");

        TrainProcess.Run("--resume", folder).AssertRefused("is not a checkpoint");
        TrainProcess.Run(Arguments(folder, seed: 1)).AssertRefused("already contains a run");
        Assert.Equal(["checkpoint.zip"], Files(folder));
    }

    [Fact]
    public void A_run_does_not_go_on_with_other_examples()
    {
        var folder = At("run");
        Assert.Equal(0, TrainProcess.Run(Arguments(folder, seed: 1, "sft")).ExitCode);
        File.AppendAllText(At("words.txt"), "another\n");

        TrainProcess.Run("--resume", folder).AssertRefused("no longer what");
    }

    private ProgramRun Train(string folder, int seed) => TrainProcess.Run(Arguments(folder, seed));

    private string[] Arguments(string folder, int seed, string phases = "sft,dpo,grpo") =>
        Arguments(_folder, folder, seed, phases);

    private static string[] Arguments(TempFolder words, string folder, int seed, string phases = "sft,dpo,grpo")
    {
        var data = words.With("words.txt", TestWords.Create(200));
        return
        [
            "--data", data, "--out", folder, "--seed", $"{seed}", "--phases", phases,
            "--sft-steps", "5", "--dpo-steps", "3", "--grpo-steps", "4",
        ];
    }

    private string At(string name) => _folder.File(name);

    private static string[] Files(string folder) => [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)!).Order()];

    private static string Log(string folder) => File.ReadAllText(Path.Combine(folder, "metrics.jsonl"));

    private static double[] Losses(string folder) =>
        [.. File.ReadLines(Path.Combine(folder, "metrics.jsonl")).Select(line => Cli.Training.StepRecord.Parse(line).Metrics["loss"])];

    private static byte[] Part(string folder, string name)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(folder, "checkpoint.zip"));
        using var stream = archive.GetEntry(name)!.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>An uninterrupted run with seed 1, which several tests compare with.</summary>
    public sealed class WholeRun : IDisposable
    {
        private readonly TempFolder _folder = new();

        public WholeRun() => Result = TrainProcess.Run(Arguments(_folder, Folder, seed: 1));

        internal string Folder => _folder.File("run");

        internal ProgramRun Result { get; }

        public void Dispose() => _folder.Dispose();
    }
}
