using LossDsl.Analyzers.Tensors;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes.Tensors;

namespace LossDsl.Analyzers.Tests.Tensors;

public sealed class ElementTypesMustFitTests() : FixTest<ShapesMustAgree, NegatedMaskFix>("LDSL5011")
{
    [Fact]
    public Task Ids_are_not_divided() => Reports(
        Shapes.In("_ = [|data.InputIds / 2|];"),
        "data.InputIds holds ids (Rollout.InputIds, \"B S\"): divided, they are floating point and name nothing");

    [Fact]
    public Task A_mask_is_no_weight() => Reports(
        Shapes.In("_ = data with { Rewards = [|data.SampleMask > 0|] };"),
        "data.SampleMask > 0 is bool, Rewards is declared as DType.Float");

    [Theory]
    [InlineData("_ = data with { InputIds = [|data.InputIds.to(float32)|] };")]
    [InlineData("_ = data with { InputIds = [|data.InputIds * 1.0|] };")]
    [InlineData("_ = logits.gather(2, [|data.Advantages.unsqueeze(-1)|]);")]
    [InlineData("_ = data.Advantages.index_select(0, [|data.SampleMask > 0|]);")]
    [InlineData("_ = nn.functional.one_hot([|data.Advantages|], 4);")]
    [InlineData("_ = output.Logprobs([|data.NextToken.InputIds.to(float32)|], data.NextToken.TokenMask == 0, float32);")]
    [InlineData("_ = [|data.InputIds|].mean();")]
    [InlineData("_ = [|data.InputIds|].std();")]
    [InlineData("_ = [|data.InputIds|].softmax(-1);")]
    [InlineData("_ = [|1 - data.Padding!|];")]
    [InlineData("_ = [|data.Advantages - data.Padding!|];")]
    [InlineData("_ = [|(data.Advantages > 0).sub(data.Padding!)|];")]
    [InlineData("_ = [|-data.Padding!|];")]
    public Task Whatever_the_use(string body) => Reports(Shapes.In(body));

    [Theory]
    [InlineData("_ = data.InputIds.to(float32).mean() + data.InputIds.sum() / 2 + data.TokenMask / 2;")]
    [InlineData("_ = data.InputIds.div(2, RoundingMode.floor) + data.InputIds * 2 - 1;")]
    [InlineData("_ = data.Padding!.logical_not() * data.Advantages + ~data.Padding! * 2;")]
    [InlineData("_ = data.TokenMask - 1;")]
    [InlineData("_ = data.Advantages.softmax(-1) - data.Advantages.std();")]
    [InlineData("_ = data.InputIds.softmax(-1, dtype: ScalarType.Float32);")]
    [InlineData("_ = any.mean() - (1 - any);")]
    public Task Silent_where_torch_takes_it(string body) => ReportsNothing(Shapes.In(body));

    [Fact]
    public Task Fix_turns_a_mask_around() => Fixes(
        Shapes.In("_ = data.Advantages * (1 - (data.InputIds == 2)) + (1 - data.Padding!) * 2;"),
        Shapes.In("_ = data.Advantages * ((data.InputIds == 2).logical_not()) + (data.Padding!.logical_not()) * 2;"));

    [Fact]
    public Task No_fix_of_a_division() => OffersNoFix(Shapes.In("_ = data.InputIds / 2;"));
}
