using LossDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Tests.Rules;

/// <summary>No rule throws for incomplete source: truncated, or with parts removed, repeated and swapped.</summary>
public sealed class BrokenCodeTests
{
    // Rules about config files are tested with broken config files instead.
    private static readonly IEnumerable<string> Rules = Scratchpad.Analyzers
        .SelectMany(analyzer => analyzer.SupportedDiagnostics)
        .Where(rule => rule.Category != "LossDsl.ConfigFiles" && rule.IsEnabledByDefault)
        .Select(rule => rule.Id);

    private static readonly (int Start, int End)[] Tokens =
    [
        .. CSharpSyntaxTree.ParseText(EveryMistake.Source).GetRoot().DescendantTokens()
            .Where(token => token.Span.Length > 0)
            .Select(token => (token.SpanStart, token.Span.End)),
    ];

    [Fact]
    public async Task The_sample_gives_every_rule_something_to_say()
    {
        var said = await Scratchpad.Analyze(EveryMistake.Source);
        Assert.Equal(Rules.Order(), said.Select(diagnostic => diagnostic.Id).Distinct().Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Cut_off_after_every_word(int part)
    {
        for (var i = part; i < Tokens.Length; i += 3)
            await Scratchpad.Analyze(EveryMistake.Source[..Tokens[i].End]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task With_words_missing(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 25; round++)
        {
            var source = EveryMistake.Source;
            var lost = Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(Tokens.Length)).Distinct().OrderDescending();
            foreach (var i in lost)
                source = source.Remove(Tokens[i].Start, Tokens[i].End - Tokens[i].Start);
            await Scratchpad.Analyze(source);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task With_words_lost_doubled_and_swapped(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 25; round++)
            await Scratchpad.Analyze(Garbled(random));
    }

    [Theory]
    [InlineData("[DataDict] partial record Batch { [Tensor] public Tensor A { get; } [Tensor(null!)] public Tensor B { get; } [Tensor(Key = )] public Tensor C }")]
    [InlineData("[DataDict] partial record Batch : Batch { [Tensor(\"B\")] public Tensor A { get; init; } }")]
    [InlineData("[DataDict] partial record A : B { [Tensor(\"B\")] public Missing X { get; init; } } [DataDict] partial record B : A;")]
    [InlineData("[LossConfig] partial record { [Range] public int X { get; init; } = ; [Range(0)] public int Y = 1 [AllowedValues] public string Z => \"\"; }")]
    [InlineData("[LossConfig] partial record C { [Range(\"a\", \"b\")] public int X { get; init; } = 3; [AllowedValues(null)] public string? Z { get; init; } = \"x\"; [ConfigKey(null!)] public int K { get; init; } }")]
    [InlineData("[LossConfig] partial record C { [Requires(null!), ConflictsWith, RequiredWhen(3, Is = new[] { 1 })] public int X { get; init; } [AllowedValues(1, 2), Requires(\"X\")] public int Y { get; init; } } class T { C M() => new() { X = 1, Y = X }; }")]
    [InlineData("[DataDict] partial record Batch { [Tensor(\"B\"), RequiredWhen<>(\"X\"), RequiredWhen<Missing>(\"X\"), RequiredWhen<Batch>(\"A\", Is = typeof(int))] public Tensor? A { get; init; } [Extra] public X Y { get; } }")]
    [InlineData("class O { [StringLength(-1, MinimumLength = 5)] public string A { get; set; } = \"\"; [MaxLength(-1)] public string B { get; set; } = \"x\"; [RegularExpression(null!)] public string C { get; set; } = \"x\"; [Length(3)] public string D { get; set; } = \"x\"; }")]
    [InlineData("class T { void M() { new BatchedDataDict<>(){ [] = 1, [\"a\"] = }; new BatchedDataDict<int> { [\"a\"] = 1 }.Bind(; var b = new BatchedDataDict<T>(); b[ } }")]
    [InlineData("class T { void M(BatchedDataDict<NLLLossDataDict> b) { b[\"\"] = 1; b.Add(\"\"); b.Add(); b[1, 2] = 3; b.TryGetValue(\"\"); b[null!] = b; } }")]
    [InlineData("class T { void M() { var a = b; var b = a; _ = new DPOLossConfig { SftLossWeight = a + b, PreferenceLossWeight = -a }; } }")]
    [InlineData("class T { BatchedDataDict<NLLLossDataDict> b = new(); object x = new BatchedDataDict<NLLLossDataDict>().Bind(); T() => new BatchedDataDict<NLLLossDataDict>().Bind(); int P { get { var c = new BatchedDataDict<NLLLossDataDict>(); goto x; x: c.Bind(); } } }")]
    [InlineData("class T { void M(NLLLoss l) { foreach (var (a, b) in l) { l.Compute().Loss.backward(); } while (true) { var (x) = l.Compute(); (x / ).backward(); (, ) = l.Compute(null!, null!, null!); } foreach (in x.Microbatches()) y.backward(); } }")]
    [InlineData("enum E { A } class O { [AllowedValues(E.A, (E)9)] public E X { get; set; } = (E)7; [Range(0, 1)] public decimal D { get; set; } = decimal.MaxValue; [Range(-1e300, -1e299)] public decimal F { get; set; } = 1m; }")]
    public async Task Half_typed(string source) => await Scratchpad.Analyze(source);

    private static string Garbled(Random random)
    {
        var words = EveryMistake.Source.Split(' ').ToList();
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
