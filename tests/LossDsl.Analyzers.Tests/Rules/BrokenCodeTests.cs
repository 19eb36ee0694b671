using LossDsl.Analyzers.ConfigFiles;
using LossDsl.Analyzers.Declarations;
using LossDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Tests.Rules;

/// <summary>No rule throws, whatever the source: half-typed, cut off, or with pieces lost, doubled and swapped.</summary>
public sealed class BrokenCodeTests
{
    // One of everything that the rules look at, right and wrong.
    private const string Sample = """
        [DataDict]
        public sealed partial record Batch
        {
            [Tensor("B S", DType.Integer, Aligned = Token.This, Below = "V")] public required Tensor InputIds { get; init; }
            [Tensor("B, S", Aligned = Token.Next)] public required Tensor Mask { get; }
            [Tensor("B", Aligned = Token.This, Key = "input_ids")] public Tensor? Bonus { get; init; }
            [Extra] public IReadOnlyDictionary<string, object?> Extra { get; init; } = new Dictionary<string, object?>();
        }

        public class Outer
        {
            [LossConfig]
            public record Config(int Start = 3)
            {
                [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)] public double? C { get; init; } = 0.5;
                [Range(2, 1)] public int Steps { get; init; } = Zero - 1;
                [Range(typeof(decimal), "0.1", "1"), ConfigKey("c")] public decimal Share { get; set; } = 1e28m;
                [AllowedValues("linear", "cosine", null)] public string Decay { get; init; } = "linea";
                private const int Zero = 0;
            }
        }

        [LossMetrics]
        public partial record Metrics { [Metric(Per.Token, Combine.Max, Key = "loss")] public required Tensor Loss { get; init; } }

        [LossConfig]
        public partial record Clip { [Requires("Beta"), ConflictsWith("Beta")] public double? C { get; init; } public double? Beta { get; init; } }

        static class Trainer
        {
            static void Step(NLLLoss loss, Tensor logits, GlobalNormalization totals, Outer.Config config, Tensor tokenMask, BatchedDataDict<DPOLossDataDict> pairs, ClippedPGLossDataDict policy)
            {
                var batch = new BatchedDataDict<NLLLossDataDict> { ["input_idz"] = 3, { "token_mask", tokenMask } };
                batch.Add("token_maks", new[] { 1, 2 });
                batch["sample_mask"] = 3;
                if (batch.TryGetValue("x", out var value) || batch.ContainsKey("sample_mask")) batch.Remove("y");
                loss.Compute(logits, batch, totals);
                loss.Compute(logits, new BatchedDataDict<NLLLossDataDict>(), totals);
                foreach (var micro in batch.Microbatches(8))
                {
                    var (value, measured) = loss.Compute(logits, micro, GlobalNormalization.Of(micro));
                    (value / 4).backward();
                    Console.WriteLine(value.item<float>());
                }

                pairs["reference_policy_logprobs"] = policy.PrevLogprobs;
                var two = 1 + 1;
                _ = new Clip { C = two, Beta = null };
                try { NLLLossDataDict.Bind(new BatchedDataDict<NLLLossDataDict>()); } catch (BatchContractException) { }
                config = config with { C = config.Steps > 1 ? 0.9 : null, Steps = 1 switch { 1 => 2, _ => default }, Share = -1 };
            }
        }
        """;

    // Config files have fuzzed texts of their own.
    private static readonly DiagnosticAnalyzer[] Analyzers =
    [
        .. typeof(PartialRecordAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type) && !typeof(ConfigFileAnalyzer).IsAssignableFrom(type))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    [Fact]
    public async Task The_sample_gives_every_rule_something_to_say()
    {
        var said = await Workbench.Analyze(Workbench.Document(Sample), Analyzers);
        Assert.Equal(
            Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Order(),
            said.Select(diagnostic => diagnostic.Id).Distinct().Order());
    }

    [Fact]
    public async Task Cut_off_anywhere()
    {
        for (var length = 0; length < Sample.Length; length += 41)
            await Workbench.Analyze(Workbench.Document(Sample[..length]), Analyzers);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task With_words_lost_doubled_and_swapped(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 25; round++)
            await Workbench.Analyze(Workbench.Document(Garbled(random)), Analyzers);
    }

    [Theory]
    [InlineData("[DataDict] partial record Batch { [Tensor] public Tensor A { get; } [Tensor(null!)] public Tensor B { get; } [Tensor(Key = )] public Tensor C }")]
    [InlineData("[DataDict] partial record Batch : Batch { [Tensor(\"B\")] public Tensor A { get; init; } }")]
    [InlineData("[DataDict] partial record A : B { [Tensor(\"B\")] public Missing X { get; init; } } [DataDict] partial record B : A;")]
    [InlineData("[LossConfig] partial record { [Range] public int X { get; init; } = ; [Range(0)] public int Y = 1 [AllowedValues] public string Z => \"\"; }")]
    [InlineData("[LossConfig] partial record C { [Range(\"a\", \"b\")] public int X { get; init; } = 3; [AllowedValues(null)] public string? Z { get; init; } = \"x\"; [ConfigKey(null!)] public int K { get; init; } }")]
    [InlineData("class T { void M() { new BatchedDataDict<>(){ [] = 1, [\"a\"] = }; new BatchedDataDict<int> { [\"a\"] = 1 }.Bind(; var b = new BatchedDataDict<T>(); b[ } }")]
    [InlineData("class T { void M(BatchedDataDict<NLLLossDataDict> b) { b[\"\"] = 1; b.Add(\"\"); b.Add(); b[1, 2] = 3; b.TryGetValue(\"\"); b[null!] = b; } }")]
    [InlineData("enum E { A } class O { [AllowedValues(E.A, (E)9)] public E X { get; set; } = (E)7; [Range(0, 1)] public decimal D { get; set; } = decimal.MaxValue; [Range(-1e300, -1e299)] public decimal F { get; set; } = 1m; }")]
    public async Task Half_typed(string source) => await Workbench.Analyze(Workbench.Document(source), Analyzers);

    private static string Garbled(Random random)
    {
        var words = Sample.Split(' ').ToList();
        for (var edits = random.Next(1, 8); edits > 0; edits--)
        {
            var (i, j) = (random.Next(words.Count), random.Next(words.Count));
            switch (random.Next(4))
            {
                case 0: words.RemoveAt(i); break;
                case 1: words.Insert(i, words[j]); break;
                case 2: (words[i], words[j]) = (words[j], words[i]); break;
                default: words[i] = words[i].Length == 0 ? "\"" : words[i].Remove(random.Next(words[i].Length), 1); break;
            }
        }

        return string.Join(' ', words);
    }
}
