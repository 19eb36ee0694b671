using LossDsl.Analyzers.Tensors;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes.Tensors;

namespace LossDsl.Analyzers.Tests.Tensors;

public sealed class DimensionsMustExistTests() : FixTest<ShapesMustAgree, UnnamedDimensionFix>("LDSL5008")
{
    [Fact]
    public Task A_vector_has_one_dimension() => Reports(
        Shapes.In("_ = [|data.Rewards.sum(1)|];"),
        "data.Rewards is [B] (Rollout.Rewards, \"B\"): dimension 1 is not between -1 and 0");

    [Fact]
    public Task The_literal_zero_is_no_dimension() => Reports(
        Shapes.In("_ = [|data.Advantages.sum(0)|]; _ = [|data.Advantages.prod(0)|]; _ = data.Advantages.sum(dim: 0) + data.Advantages.sum(0, keepdim: true) + data.Advantages.sum(0L);"),
        "sum(0) is over all dimensions: C# takes the literal 0 for the element type uint8; dim: 0 names the dimension",
        "prod(0) is over all dimensions: C# takes the literal 0 for the element type uint8; dim: 0 names the dimension");

    [Theory]
    [InlineData("_ = [|data.Advantages.softmax(2)|];")]
    [InlineData("_ = [|data.Advantages.cumsum(-3)|];")]
    [InlineData("_ = [|data.Advantages.mean([0, 2])|];")]
    [InlineData("_ = [|data.Advantages.sum(0, -2)|];")]
    [InlineData("_ = [|data.Advantages.sum().sum(1)|];")]
    [InlineData("_ = [|data.Advantages.unsqueeze(3)|];")]
    [InlineData("_ = [|data.Rewards.transpose(0, 1)|];")]
    [InlineData("_ = [|data.Advantages.permute(0, 2, 1)|];")]
    [InlineData("_ = [|data.Advantages.permute(0, 0)|];")]
    [InlineData("_ = [|data.Advantages.bmm(data.Advantages)|];")]
    [InlineData("_ = [|logits.gather(2, data.InputIds)|];")]
    [InlineData("_ = [|data.Advantages.index_select(0, data.InputIds)|];")]
    [InlineData("_ = [|data.Advantages[.., .., 1]|];")]
    [InlineData("_ = [|zeros(4, 3)[5]|];")]
    [InlineData("_ = [|zeros(4, 3).narrow(1, 2, 2)|];")]
    [InlineData("_ = [|data.Advantages.narrow(1, 1, data.Advantages.size(1))|];")]
    [InlineData("_ = [|data.Advantages.size(2)|];")]
    [InlineData("_ = [|zeros(3).topk(5)|];")]
    [InlineData("_ = [|data.Rewards.tril()|];")]
    [InlineData("_ = [|einsum(\"bs,b->bs\", logits, data.Rewards)|];")]
    [InlineData("_ = [|Masked.Mean(data.Advantages, data.TokenMask, dim: 2)|];")]
    [InlineData("_ = TokenMasks.Create(data.NextToken.TokenMask, [|data.TokenMask|], float32);")]
    public Task Whatever_names_it(string body) => Reports(Shapes.In(body));

    [Theory]
    [InlineData("if (data.Advantages.ndim == 3) _ = data.Advantages.sum(2);")]
    [InlineData("_ = data.Advantages.dim() is 3 ? data.Advantages.sum(2) : data.Advantages;")]
    [InlineData("_ = data.Advantages.ndim == 3 && data.Advantages.size(2) == 1;")]
    [InlineData("_ = any.sum(5);")]
    [InlineData("_ = data.Advantages.sum(n);")]
    [InlineData("_ = (flag ? data.Advantages : data.Rewards).sum(1);")]
    [InlineData("try { _ = data.Rewards.sum(1); } catch (Exception) { }")]
    [InlineData("var x = data.Rewards; while (flag) x = x.unsqueeze(-1); _ = x.sum(3);")]
    public Task Silent_where_nobody_can_know(string body) => ReportsNothing(Shapes.In(body));

    [Fact]
    public Task Fix_names_the_dimension() => Fixes(
        Shapes.In("_ = data.Advantages.sum(0) + sum(data.Advantages, 0);"),
        Shapes.In("_ = data.Advantages.sum(dim: 0) + sum(data.Advantages, dim: 0);"));

    [Fact]
    public Task No_fix_of_a_dimension_that_is_not_there() => OffersNoFix(Shapes.In("_ = data.Rewards.sum(1);"));
}
