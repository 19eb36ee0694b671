using LossDsl.Analyzers.Tensors;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes.Tensors;

namespace LossDsl.Analyzers.Tests.Tensors;

public sealed class LengthsMustAgreeTests() : FixTest<ShapesMustAgree, ShapeMismatchFix>("LDSL5007")
{
    [Fact]
    public Task A_mask_of_rows_does_not_broadcast_to_tokens() => Reports(
        Shapes.In("_ = data.Advantages * [|data.SampleMask|];"),
        "data.Advantages is [B, S] (Rollout.Advantages, \"B S\"), data.SampleMask is [B] (Rollout.SampleMask, \"B\"): "
        + "S and B are declared as different dimensions; data.SampleMask.unsqueeze(-1) gives each row its entry");

    [Fact]
    public Task The_message_says_where_a_local_got_its_shape() => Reports(
        Shapes.In("""
            var shifted = data.Advantages[.., 1..];
            var kept = shifted.exp();
            _ = kept * [|data.TokenMask|];
            """),
        "kept is [B, S-1] (data.Advantages[.., 1..], line 19), data.TokenMask is [B, S] (Rollout.TokenMask, \"B S\"): S-1 is not S; "
        + "data.NextToken.TokenMask is its next-token view");

    [Theory]
    [InlineData("_ = where(data.TokenMask != 0, data.Advantages, [|data.Rewards|]);")]
    [InlineData("_ = [|data.SampleMask|].masked_fill(data.TokenMask == 0, 0);")]
    [InlineData("_ = [|data.Advantages|].masked_fill(data.NextToken.TokenMask == 0, 0);")]
    [InlineData("_ = data.Advantages.mul([|data.Rewards|]);")]
    [InlineData("_ = data.Advantages - [|data.Advantages.mean([-1])|];")]
    [InlineData("var a = data.NextToken.Advantages; for (var i = 0; i < 3; i++) a = a * [|data.TokenMask|];")]
    [InlineData("var (a, b) = (data.NextToken.Advantages, data.TokenMask); _ = [|a * b|];")]
    [InlineData("var a = flag ? data.NextToken.Advantages : data.NextToken.TokenMask; _ = a + [|data.TokenMask|];")]
    [InlineData("_ = [|cat([data.Advantages, data.NextToken.Advantages], 0)|];")]
    [InlineData("_ = [|stack([data.Advantages, data.NextToken.Advantages])|];")]
    [InlineData("_ = [|hidden.matmul(weight)|];")]
    [InlineData("_ = [|einsum(\"bsh,hv->bsv\", hidden, weight)|];")]
    [InlineData("_ = logits.gather(2, data.InputIds[.., 1..].unsqueeze(-1)).squeeze(-1) * [|data.TokenMask|];")]
    [InlineData("_ = [|Masked.Mean(data.NextToken.Advantages, data.NextToken.TokenMask[.., 1..])|];")]
    [InlineData("_ = nn.functional.mse_loss(data.Rewards.unsqueeze(-1), [|data.Rewards|]);")]
    [InlineData("_ = [|zeros(2, 3) + zeros(2, 4)|];")]
    [InlineData("_ = [|zeros(n, 3) + zeros(n - 1, 3)|];")]
    public Task Wherever_shapes_meet(string body) => Reports(Shapes.In(body));

    [Theory]
    [InlineData("_ = data.Advantages * data.SampleMask.unsqueeze(-1) * data.Rewards.unsqueeze(0).squeeze(0).view(-1, 1);")]
    [InlineData("_ = data.Advantages - data.Advantages.mean([-1], keepdim: true) - data.Advantages.mean([0]);")]
    [InlineData("_ = data.Advantages * any + any * data.SampleMask;")]
    [InlineData("var rows = data.Advantages; if (flag) rows = data.Rewards; _ = rows * data.Advantages;")]
    [InlineData("_ = carried.GetTensor(\"advantages\") * data.NextToken.Advantages;")]
    [InlineData("_ = data.Rewards.unsqueeze(1) - data.Rewards.unsqueeze(0);")]
    [InlineData("_ = zeros(n, 3) * zeros(3);")]
    [InlineData("try { _ = data.Advantages * data.SampleMask; } catch (System.Runtime.InteropServices.ExternalException) { }")]
    [InlineData("if (data.Advantages.size(1) == data.Rewards.size(0)) _ = data.Advantages * data.Rewards;")]
    public Task Silent_where_they_may_agree(string body) => ReportsNothing(Shapes.In(body));

    [Fact]
    public Task Silent_without_LossDsl() => ReportsNothingWithoutLossDsl("class Program { int Sum(int a, int b) => a + b; }");

    [Fact]
    public Task Fix_gives_rows_a_second_dimension() => Fixes(
        Shapes.In("_ = data.Advantages * data.SampleMask + where(data.Advantages > 0, data.Advantages, data.Rewards + 1);"),
        Shapes.In("_ = data.Advantages * data.SampleMask.unsqueeze(-1) + where(data.Advantages > 0, data.Advantages, (data.Rewards + 1).unsqueeze(-1));"));

    [Fact]
    public Task Fix_takes_the_next_token_view() => Fixes(
        Shapes.In("_ = data.NextToken.Advantages * data.TokenMask;"),
        Shapes.In("_ = data.NextToken.Advantages * data.NextToken.TokenMask;"));

    [Fact]
    public Task No_fix_where_nothing_is_obvious() => OffersNoFix(Shapes.In("var a = data.Advantages[.., 1..]; var b = data.Advantages; _ = a * b;"));
}
