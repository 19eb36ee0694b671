using LossDsl.Analyzers.Keys;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes.Keys;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tests.Keys;

public sealed class KeysMustBeKnownTests : FixTest<KeysMustBeKnown, UnknownKeyFix>
{
    // Batch has no [Extra] property, NLLLossDataDict has one.
    private static string InMethod(string body) => $$"""
        [DataDict]
        public partial record Batch
        {
            [Tensor("B S")] public required Tensor InputIds { get; init; }
            [Tensor("B S")] public required Tensor TokenMask { get; init; }
            [Tensor("B")] public Tensor? Score1 { get; init; }
        }

        static class Names { public const string Ids = "input_idz"; }

        class Trainer
        {
            static void Step(BatchedDataDict<Batch> batch, BatchedDataDict<NLLLossDataDict> open, BatchedDataDict any, Tensor t, string name)
            {
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData("""_ = new BatchedDataDict<Batch> { [[|"input_id"|]] = t };""")]
    [InlineData("""_ = new BatchedDataDict<Batch> { { [|"InputIds"|], t } };""")]
    [InlineData("""batch[[|"tokenmask"|]] = t;""")]
    [InlineData("""_ = batch[[|"token_maks"|]];""")]
    [InlineData("""batch.Add([|"toekn_mask"|], t);""")]
    [InlineData("""batch.TryGetValue([|"token_masks"|], out _);""")]
    [InlineData("""batch.ContainsKey([|"inputids"|]);""")]
    [InlineData("""batch.Remove([|"input" + "_idss"|]);""")]
    [InlineData("""batch.GetTensor([|Names.Ids|]);""")]
    [InlineData("""open[[|"token_maks"|]] = t;""")]
    public Task A_key_close_to_a_known_one_is_an_error(string statement) => Reports(InMethod(statement));

    [Fact]
    public Task The_message_names_the_nearest() => Reports(
        InMethod("""open[[|"token_maks"|]] = t;"""),
        "'token_maks' is not a key of NLLLossDataDict; did you mean 'token_mask'? It counts as an extra key only when 'token_mask' is present as well");

    [Fact]
    public Task Any_other_unknown_key_is_a_warning_where_extra_keys_are_lost() => Reports(
        DiagnosticSeverity.Warning,
        InMethod("""batch[[|"reward"|]] = t;"""),
        "'reward' is not a key of Batch");

    [Fact]
    public Task The_next_of_a_series_is_no_slip() => Reports(DiagnosticSeverity.Warning, InMethod("""batch[[|"score2"|]] = t;"""), "'score2' is not a key of Batch");

    [Theory]
    [InlineData("""batch["input_ids"] = t; batch.Add(Batch.Keys.TokenMask, t);""")]
    [InlineData("""batch[name] = t;""")]
    [InlineData("""open["reward"] = t; open["loss_mask"] = t; _ = open["input_lengths"];""")]
    [InlineData("""any["input_id"] = t;""")]
    [InlineData("""_ = new BatchedDataDict { ["input_id"] = t };""")]
    [InlineData("""new Dictionary<string, Tensor>()["input_id"] = t;""")]
    public Task Silent_where_the_key_is_known_or_nobody_can_know(string body) => ReportsNothing(InMethod(body));

    [Fact]
    public Task Fix_writes_the_nearest_key() => Fixes(
        InMethod("""
            _ = new BatchedDataDict<Batch> { ["input_id"] = t, [ /* mask */ "token_msk" ] = t };
            batch.Remove("input" + "_idss");
            batch.TryGetValue(Names.Ids, out _);
            """),
        InMethod("""
            _ = new BatchedDataDict<Batch> { ["input_ids"] = t, [ /* mask */ "token_mask" ] = t };
            batch.Remove("input_ids");
            batch.TryGetValue("input_ids", out _);
            """));

    [Fact]
    public Task No_fix_where_nothing_is_near() => OffersNoFix(InMethod("""batch["reward"] = t;"""));
}
