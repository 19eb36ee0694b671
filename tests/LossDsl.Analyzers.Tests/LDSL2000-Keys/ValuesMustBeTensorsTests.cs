using LossDsl.Analyzers.Keys;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes.Keys;

namespace LossDsl.Analyzers.Tests.Keys;

public sealed class ValuesMustBeTensorsTests : FixTest<ValuesMustBeTensors, ConvertToTensorFix>
{
    private static string InMethod(string body) => $$"""
        class Trainer
        {
            static void Step<T>(BatchedDataDict<NLLLossDataDict> batch, Tensor t, object o, dynamic d, IDisposable i, T g, Tensor? n)
            {
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData("""batch["input_ids"] = [|3|];""", "'input_ids' is a tensor in NLLLossDataDict, but the value is of type int")]
    [InlineData("""batch.Add("token_mask", [|"ones"|]);""", "'token_mask' is a tensor in NLLLossDataDict, but the value is of type string")]
    [InlineData("""_ = new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = [|new[] { 1L, 2L }|] };""", "'input_ids' is a tensor in NLLLossDataDict, but the value is of type long[]")]
    [InlineData("""_ = new BatchedDataDict<NLLLossDataDict> { { "input_ids", [|new List<int>()|] } };""", "'input_ids' is a tensor in NLLLossDataDict, but the value is of type List<int>")]
    [InlineData("""batch[NLLLossDataDict.Keys.SampleMask] = [|true|];""", "'sample_mask' is a tensor in NLLLossDataDict, but the value is of type bool")]
    [InlineData("""batch["input_ids"] = [|(t, t)|];""", "'input_ids' is a tensor in NLLLossDataDict, but the value is of type (Tensor, Tensor)")]
    public Task What_cannot_be_a_tensor_is_an_error(string statement, string message) => Reports(InMethod(statement), message);

    [Theory]
    [InlineData("""batch["input_ids"] = t;""")]
    [InlineData("""batch["input_ids"] = o;""")]
    [InlineData("""batch["input_ids"] = d;""")]
    [InlineData("""batch["input_ids"] = i;""")]
    [InlineData("""batch["input_ids"] = g;""")]
    [InlineData("""batch["input_ids"] = n;""")]
    [InlineData("""batch["input_ids"] = null;""")]
    [InlineData("""batch["length"] = 3;""")]
    [InlineData("""batch["input_ids"] ??= t;""")]
    public Task Silent_where_it_may_be_one(string statement) => ReportsNothing(InMethod(statement));

    [Fact]
    public Task Fix_makes_a_tensor_of_an_array() => Fixes(
        InMethod("""batch["sample_mask"] = new[] { 1f, 0f }; batch.Add("input_ids", /* ids */ new long[] { 1 });"""),
        InMethod("""batch["sample_mask"] = torch.tensor(new[] { 1f, 0f }); batch.Add("input_ids", /* ids */ torch.tensor(new long[] { 1 }));"""));

    [Fact]
    public Task No_fix_for_what_may_be_meant_for_another_key() => OffersNoFix(InMethod("""batch["input_ids"] = 3;"""));
}
