using LossDsl.Analyzers.Tensors;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes.Tensors;

namespace LossDsl.Analyzers.Tests.Tensors;

public sealed class ShapesMustBeAsDeclaredTests() : FixTest<ShapesMustAgree, ReducedDimensionFix>("LDSL5010")
{
    private const string Helpers = """
        [return: Tensor("N")] static Tensor Sums([Tensor("N T")] Tensor values, [Tensor("N T")] Tensor mask) => (values * mask).sum(-1);
        [return: Tensor("B")] static Tensor GetForBatchType(Rollout rollout) => rollout.Rewards;
        """;

    [Fact]
    public Task A_reduction_over_the_rows_names_the_one_that_was_meant() => Reports(
        Shapes.In("_ = data with { Rewards = [|data.Advantages.sum(dim: 0)|] };"),
        "data.Advantages.sum(dim: 0) is [S], Rewards is declared as [B]: S instead of B; sum over dimension 0 removes B, dim: -1 removes S");

    [Fact]
    public Task Names_bind_within_a_call() => Reports(
        Shapes.In("_ = Sums(data.Advantages, data.TokenMask); _ = Sums(zeros(4, 8), [|zeros(4, 7)|]);", Helpers),
        "zeros(4, 7) is [4, 7], the parameter mask of Sums is declared as [N, T]: 7 instead of 8, which values gives T");

    [Theory]
    [InlineData("carried[\"rewards\"] = [|data.Advantages|];")]
    [InlineData("carried.Add(\"rewards\", [|data.Advantages.mean([-1], keepdim: true)|]);")]
    [InlineData("carried[\"rewards\"] = [|carried.GetTensor(\"advantages\").amax(0)|];")]
    [InlineData("_ = data with { Advantages = [|data.Advantages.T|] };")]
    [InlineData("_ = new Rollout { InputIds = zeros(2, 3, dtype: int64), TokenMask = [|zeros(2, 4)|], Advantages = zeros(2, 3), SampleMask = zeros(2), Rewards = zeros(2) };")]
    [InlineData("_ = new BatchedDataDict<Rollout> { [\"input_ids\"] = zeros(2, 3, dtype: int64), [\"token_mask\"] = zeros(2, 3), [\"advantages\"] = zeros(2, 3), [\"sample_mask\"] = [|zeros(3)|], [\"rewards\"] = zeros(2) };")]
    [InlineData("_ = Sums(data.Advantages, [|data.Rewards|]);")]
    [InlineData("carried[\"advantages\"] = [|Sums(carried.GetTensor(\"advantages\"), carried.GetTensor(\"token_mask\"))|];")]
    public Task Wherever_a_shape_is_declared(string body) => Reports(Shapes.In(body, Helpers));

    [Theory]
    [InlineData("carried[\"rewards\"] = any; carried[\"token_mask\"] = tensor(new long[] { 1, 0, 1, 0 }).view(2, 2);")]
    [InlineData("carried[\"rewards\"] = zeros(8, 1); Throws(() => carried.Bind()); static void Throws(Action action) { }")]
    [InlineData("carried[\"advantages\"] = carried.GetTensor(\"advantages\")[.., 1..];")]
    [InlineData("carried[\"rewards\"] = data.Rewards;")]
    [InlineData("_ = Sums(data.Advantages, data.TokenMask) * data.Rewards;")]
    [InlineData("_ = Sums(zeros(4, n), zeros(4, 8));")]
    [InlineData("_ = data with { Rewards = data.Advantages.sum(-1) };")]
    [InlineData("_ = data with { Rewards = GetForBatchType(data) };")]
    public Task Silent_where_it_may_fit(string body) => ReportsNothing(Shapes.In(body, Helpers));

    [Fact]
    public Task A_result_must_be_what_is_declared() => Reports(
        Shapes.In("", """
            [return: Tensor("B")]
            static Tensor Reduced(Rollout rollout, bool keeps) => keeps ? rollout.Rewards : rollout.Rewards * 2;

            [return: Tensor("B")]
            static Tensor Wrong(Rollout rollout) { return [|rollout.Advantages.mean([-1], keepdim: true)|]; }
            """),
        "rollout.Advantages.mean([-1], keepdim: true) is [B, 1], the result of Wrong is declared as [B]: 1 dimension instead of 2");

    [Fact]
    public Task Fix_reduces_the_other_dimension() => Fixes(
        Shapes.In("_ = data with { Rewards = data.Advantages.sum(dim: 0) };"),
        Shapes.In("_ = data with { Rewards = data.Advantages.sum(dim: -1) };"));

    [Fact]
    public Task No_fix_where_no_reduction_is_wrong() => OffersNoFix(Shapes.In("carried[\"rewards\"] = data.Advantages;"));
}
