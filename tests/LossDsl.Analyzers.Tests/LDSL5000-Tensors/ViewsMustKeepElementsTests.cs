using LossDsl.Analyzers.Tensors;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.Tensors;

public sealed class ViewsMustKeepElementsTests() : RuleTest<ShapesMustAgree>("LDSL5009")
{
    [Fact]
    public Task A_view_of_one_token_less() => Reports(
        Shapes.In("_ = [|data.Advantages.view(data.Advantages.size(0), data.Advantages.size(1) - 1)|];"),
        "data.Advantages is [B, S] (Rollout.Advantages, \"B S\"): its B*S elements do not fill [B, S-1]");

    [Theory]
    [InlineData("_ = [|zeros(2, 3).view(4, 2)|];")]
    [InlineData("_ = [|arange(12).reshape(5, -1)|];")]
    [InlineData("var (b, s) = (data.Advantages.shape[0], data.Advantages.shape[1]); _ = [|data.NextToken.Advantages.reshape(b, s)|];")]
    [InlineData("_ = [|zeros(6).view_as(zeros(4, 2))|];")]
    [InlineData("_ = [|zeros(4, 6).unflatten(1, 4, 2)|];")]
    public Task Whatever_shape_it_is_given(string body) => Reports(Shapes.In(body));

    [Theory]
    [InlineData("_ = data.Advantages.view(-1);")]
    [InlineData("_ = data.Advantages.view(-1, 8, 2);")]
    [InlineData("_ = data.Advantages.view(n, -1);")]
    [InlineData("_ = logits.view(-1, logits.size(2)).view(logits.size(0), -1, logits.size(2));")]
    [InlineData("_ = data.Rewards.view(n, n);")]
    [InlineData("_ = any.view(3, 4);")]
    public Task Silent_where_they_may_fit(string body) => ReportsNothing(Shapes.In(body));
}
