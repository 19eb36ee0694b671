namespace LossDsl.Tests.Outputs;

public sealed class NextTokenShapeTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public static TheoryData<int, int, string> Forgotten => new()
    {
        { 4, 5, "absent has one entry for each token" },
        { 5, 4, "ids has one entry for each token" },
    };

    public void Dispose() => _scope.Dispose();

    [Theory, MemberData(nameof(Forgotten))]
    public void A_forgotten_view_is_named(int ids, int absent, string what)
    {
        foreach (var output in new ModelOutput[] { zeros(2, 5, 7), new HiddenStates(zeros(2, 5, 3), zeros(7, 3)) })
        {
            var exception = Assert.Throws<ArgumentException>(
                () => output.Logprobs(zeros([2, ids], dtype: int64), zeros([2, absent], dtype: @bool), float32));
            Assert.Contains($"expected [2, 4] like the output of 2 rows of 5 positions, got ids [2, {ids}] and absent Bool [2, {absent}]", exception.Message, StringComparison.OrdinalIgnoreCase);
            Assert.Contains($"{what}: use the view that is aligned with the predictions, data.NextToken.X instead of data.X", exception.Message);
        }
    }

    [Fact]
    public void Another_misfit_has_no_such_way_out()
    {
        var output = (ModelOutput)zeros(2, 5, 7);
        var exception = Assert.Throws<ArgumentException>(
            () => output.Logprobs(zeros([3, 4], dtype: int64), zeros([3, 4], dtype: @bool), float32));
        Assert.DoesNotContain("NextToken", exception.Message);
    }
}
