using LossDsl.Analyzers.Keys;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes.Keys;

namespace LossDsl.Analyzers.Tests.Keys;

public sealed class BatchesMustHaveTheirKeysTests : FixTest<BatchesMustHaveTheirKeys, MissingKeyFix>
{
    // NLLLossDataDict requires input_ids, token_mask and sample_mask.
    private static string InMethod(string body) => $$"""
        class Trainer
        {
            static void Step(NLLLoss loss, Tensor logits, GlobalNormalization totals, Tensor inputIds, Tensor tokenMask, Tensor sampleMask, string name)
            {
                {{body}}
            }

            static Action<BatchedDataDict> Complete = batch => batch["sample_mask"] = null;
        }

        static class Check { public static void Throws(Action action) { } }
        """;

    [Fact]
    public Task A_batch_handed_to_a_loss_must_be_complete() => Reports(
        InMethod("""
            loss.Compute(logits, new [|BatchedDataDict<NLLLossDataDict>|] { ["input_ids"] = inputIds, ["token_mask"] = tokenMask }, totals);
            """),
        "BatchedDataDict<NLLLossDataDict> lacks the required key 'sample_mask'");

    [Theory]
    [InlineData("""loss.Compute(logits, new [|BatchedDataDict<NLLLossDataDict>|] { { "input_ids", inputIds } }, totals);""")]
    [InlineData("""new [|BatchedDataDict<NLLLossDataDict>|] { [NLLLossDataDict.Keys.TokenMask] = tokenMask }.Bind();""")]
    [InlineData("""LossDsl.Runtime.DataDict.Bind<NLLLossDataDict>(new [|BatchedDataDict<NLLLossDataDict>|]());""")]
    [InlineData("""NLLLossDataDict.Bind(new [|BatchedDataDict<NLLLossDataDict>|]());""")]
    [InlineData("""GlobalNormalization.FromBatch(new [|BatchedDataDict<NLLLossDataDict>|]());""")]
    public Task Wherever_it_is_bound_on_the_spot(string statement) => Reports(InMethod(statement));

    [Theory]
    [InlineData("""
        var batch = new [|BatchedDataDict<NLLLossDataDict>|]();
        batch["input_ids"] = inputIds;
        if (batch.ContainsKey("token_mask") && batch.Count > 3) return;
        batch.Add("token_mask", tokenMask);
        loss.Compute(logits, batch, totals);
        """)]
    [InlineData("""
        BatchedDataDict<NLLLossDataDict> batch = [|new|]() { ["input_ids"] = inputIds, ["token_mask"] = tokenMask, ["extra"] = 1 };
        foreach (var (key, value) in batch) Console.WriteLine(key);
        batch.Remove("extra");
        batch.Bind();
        """)]
    public Task A_batch_built_step_by_step_must_be_complete(string body) => Reports(InMethod(body));

    [Fact]
    public Task Only_what_can_be_added_before_counts() => Reports(
        InMethod("""
            var batch = new [|BatchedDataDict<NLLLossDataDict>|] { ["input_ids"] = inputIds };
            if (name.Length > 3)
                batch["token_mask"] = tokenMask;
            loss.Compute(logits, batch, totals);
            batch["sample_mask"] = sampleMask;
            """),
        "BatchedDataDict<NLLLossDataDict> lacks the required key 'sample_mask'");

    [Theory]
    [InlineData("""
        var batch = new [|BatchedDataDict<NLLLossDataDict>|]();
        if (name.Length > 3) { batch["input_ids"] = inputIds; batch["token_mask"] = tokenMask; batch["sample_mask"] = sampleMask; return; }
        batch.Bind();
        """)]
    [InlineData("""
        var batch = new [|BatchedDataDict<NLLLossDataDict>|] { ["input_ids"] = inputIds, ["token_mask"] = tokenMask, ["sample_mask"] = sampleMask };
        batch.Remove("token_mask");
        batch.Bind();
        """)]
    [InlineData("""
        BatchedDataDict<NLLLossDataDict> batch;
        if (name.Length > 3) batch = new() { ["input_ids"] = inputIds, ["token_mask"] = tokenMask, ["sample_mask"] = sampleMask };
        else batch = [|new|]() { ["input_ids"] = inputIds };
        loss.Compute(logits, batch, totals);
        """)]
    [InlineData("var batch = new [|BatchedDataDict<NLLLossDataDict>|](); if (name.Length > 3) batch = null!; else batch.Bind();")]
    [InlineData("var batch = new [|BatchedDataDict<NLLLossDataDict>|](); batch.Bind(); Complete(batch);")]
    [InlineData("var batch = new [|BatchedDataDict<NLLLossDataDict>|](); for (var i = 0; i < 3; i++) { batch[\"input_ids\"] = i == 0 ? inputIds : tokenMask; batch.Bind(); }")]
    [InlineData("var batch = new [|BatchedDataDict<NLLLossDataDict>|](); try { Console.WriteLine(); } finally { Console.WriteLine(); } batch.Bind();")]
    [InlineData("var batch = new [|BatchedDataDict<NLLLossDataDict>|](); var half = batch.Slice(0, 4); batch.Bind();")]
    [InlineData("var batch = new [|BatchedDataDict<NLLLossDataDict>|](); Func<int> count = () => batch.Count; batch.Bind();")]
    [InlineData("var batch = new [|BatchedDataDict<NLLLossDataDict>|](); ((IDictionary<string, object?>)batch)[\"input_ids\"] = inputIds; batch.Bind();")]
    [InlineData("Action run = () => { var batch = new [|BatchedDataDict<NLLLossDataDict>|](); batch.Bind(); };")]
    public Task On_every_way_to_where_it_is_bound(string body) => Reports(InMethod(body));

    [Fact]
    public Task The_fields_of_bases_count() => Reports(
        """
        [DataDict] public partial record Base { [Tensor("B")] public required Tensor Mask { get; init; } }
        [DataDict] public partial record Batch : Base { [Tensor("B")] public Tensor? Bonus { get; init; } }
        class Trainer { void Step() => new [|BatchedDataDict<Batch>|] { ["bonus"] = 1 }.Bind(); }
        """,
        "BatchedDataDict<Batch> lacks the required key 'mask'");

    [Theory]
    [InlineData("""loss.Compute(logits, new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = inputIds, ["token_mask"] = tokenMask, ["sample_mask"] = sampleMask }, totals);""")]
    [InlineData("""loss.Compute(logits, new BatchedDataDict<NLLLossDataDict>(Array.Empty<KeyValuePair<string, object?>>()) { ["input_ids"] = inputIds }, totals);""")]
    [InlineData("""loss.Compute(logits, new BatchedDataDict<NLLLossDataDict> { [name] = inputIds }, totals);""")]
    [InlineData("""NLLLossDataDict.TryBind(new BatchedDataDict<NLLLossDataDict>(), out _, out _);""")]
    [InlineData("""Complete(new BatchedDataDict<NLLLossDataDict>());""")]
    [InlineData("""var batch = new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = inputIds };""")]
    [InlineData("""var batch = new BatchedDataDict<NLLLossDataDict>(); Complete(batch); batch.Bind();""")]
    [InlineData("""var batch = new BatchedDataDict<NLLLossDataDict>(); batch[name] = inputIds; batch.Bind();""")]
    [InlineData("""var batch = new BatchedDataDict<NLLLossDataDict>(); var other = batch; Complete(other); batch.Bind();""")]
    [InlineData("""var batch = new BatchedDataDict<NLLLossDataDict>(); (batch["input_ids"], batch["token_mask"]) = (inputIds, tokenMask); batch["sample_mask"] = sampleMask; batch.Bind();""")]
    [InlineData("""var batch = new BatchedDataDict<NLLLossDataDict>(); Action fill = () => Complete(batch); fill(); batch.Bind();""")]
    [InlineData("""var batch = new BatchedDataDict<NLLLossDataDict>(); ((IDictionary<string, object?>)batch)[name] = inputIds; batch.Bind();""")]
    [InlineData("""
        var batch = new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = inputIds };
        if (name.Length > 3) batch["token_mask"] = tokenMask; else batch["token_mask"] ??= sampleMask;
        batch.Add("sample_mask", sampleMask);
        batch.Bind();
        """)]
    [InlineData("""
        var batch = new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = inputIds };
        foreach (var letter in name)
        {
            if (letter == '.') batch.Bind();
            batch["token_mask"] = tokenMask;
            batch["sample_mask"] = sampleMask;
        }
        """)]
    [InlineData("""
        var batch = new BatchedDataDict<NLLLossDataDict>();
        try { batch["input_ids"] = inputIds; batch["token_mask"] = tokenMask; batch["sample_mask"] = sampleMask; throw new Exception(); }
        catch (Exception) { batch.Bind(); }
        """)]
    [InlineData("""
        var batch = new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = inputIds };
        switch (name) { case "a": batch["token_mask"] = tokenMask; goto case "b"; case "b": batch["sample_mask"] = sampleMask; break; }
        batch.Bind();
        """)]
    [InlineData("var batch = new BatchedDataDict<NLLLossDataDict>(); batch.Clear(); Complete(batch); batch.Clear(); batch.Bind();")]
    [InlineData("var batch = new BatchedDataDict<NLLLossDataDict>(); loss.Compute(logits, batch, ComputeTotals(batch)); static GlobalNormalization ComputeTotals(BatchedDataDict any) { Complete(any); return null!; }")]
    [InlineData("var batch = new BatchedDataDict<NLLLossDataDict>(); Fill(); batch.Bind(); void Fill() => batch[\"input_ids\"] = inputIds;")]
    [InlineData("var batch = new BatchedDataDict<NLLLossDataDict>(); ref var alias = ref batch; Complete(alias); batch.Bind();")]
    [InlineData("var batch = new BatchedDataDict<NLLLossDataDict>(); while (batch.Count < 3) batch[name] = inputIds; batch.Bind();")]
    [InlineData("""Check.Throws(() => new BatchedDataDict<NLLLossDataDict>().Bind());""")]
    [InlineData("""try { new BatchedDataDict<NLLLossDataDict>().Bind(); } catch (BatchValidationException) { }""")]
    public Task Silent_where_nothing_is_certain(string body) => ReportsNothing(InMethod(body));

    [Fact]
    public Task Silent_where_the_data_dict_is_open() =>
        ReportsNothing("class Trainer { T Step<T>() where T : class, IDataDict<T> => new BatchedDataDict<T>().Bind(); }");

    [Fact]
    public Task Fix_adds_entries_on_lines_of_their_own() => Fixes(
        InMethod("""
            loss.Compute(logits, new BatchedDataDict<NLLLossDataDict>
            {
                ["input_ids"] = inputIds, // a comment
            }, totals);
            new BatchedDataDict<NLLLossDataDict>
            {
                { "input_ids", inputIds }
            }.Bind();
            """),
        InMethod("""
            loss.Compute(logits, new BatchedDataDict<NLLLossDataDict>
            {
                ["input_ids"] = inputIds, // a comment
                ["token_mask"] = tokenMask,
                ["sample_mask"] = sampleMask,
            }, totals);
            new BatchedDataDict<NLLLossDataDict>
            {
                { "input_ids", inputIds },
                { "token_mask", tokenMask },
                { "sample_mask", sampleMask }
            }.Bind();
            """));

    [Fact]
    public Task Fix_adds_entries_on_one_line() => Fixes(
        InMethod("""
            loss.Compute(logits, data: new BatchedDataDict<NLLLossDataDict>() { ["input_ids"] = inputIds, ["token_mask"] = tokenMask }, totals);
            loss.Compute(logits, data: new BatchedDataDict<NLLLossDataDict>() { ["input_ids"] = inputIds, ["token_mask"] = tokenMask, }, totals);
            var batch = new BatchedDataDict<NLLLossDataDict>();
            batch.Bind();
            """),
        InMethod("""
            loss.Compute(logits, data: new BatchedDataDict<NLLLossDataDict>() { ["input_ids"] = inputIds, ["token_mask"] = tokenMask, ["sample_mask"] = sampleMask }, totals);
            loss.Compute(logits, data: new BatchedDataDict<NLLLossDataDict>() { ["input_ids"] = inputIds, ["token_mask"] = tokenMask, ["sample_mask"] = sampleMask, }, totals);
            var batch = new BatchedDataDict<NLLLossDataDict>() { ["input_ids"] = inputIds, ["token_mask"] = tokenMask, ["sample_mask"] = sampleMask };
            batch.Bind();
            """));

    // LDSL2002 fixes a misspelt key; a second fix would add the key twice.
    [Fact]
    public Task A_misspelt_key_is_not_missed() => Reports(
        InMethod("""new [|BatchedDataDict<NLLLossDataDict>|] { ["input_idz"] = inputIds, ["token_maks"] = tokenMask }.Bind();"""),
        "BatchedDataDict<NLLLossDataDict> lacks the required key 'sample_mask'");

    [Fact]
    public Task No_fix_for_a_key_that_is_there_with_null() => OffersNoFix(
        InMethod("""new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = inputIds, ["token_mask"] = tokenMask, ["sample_mask"] = null }.Bind();"""));

    [Fact]
    public Task No_fix_without_a_tensor_of_the_name() => OffersNoFix(
        "class Trainer { void Step(Tensor inputIds, Tensor tokenMask, int sampleMask) => new BatchedDataDict<NLLLossDataDict>().Bind(); }");
}
