namespace LossDsl.Tests.Losses;

/// <summary>If nothing is valid, the loss is exactly 0, with a graph and a gradient of zeros.</summary>
public sealed class EmptyTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string> Losses() => [.. Subject.All.Keys];

    // The rewards of the preference loss do not come from tokens.
    public static TheoryData<string> OverTokens() => [.. Subject.All.Keys.Where(loss => loss != "preference")];

    [Theory]
    [MemberData(nameof(Losses))]
    public void With_every_row_masked(string loss)
    {
        var (output, batch) = Subject.All[loss].Sample(4, 6);
        batch["sample_mask"] = zeros(4);

        Zero(Subject.All[loss].Run(output, batch));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void With_a_microbatch_of_no_rows(string loss)
    {
        var (output, batch) = Subject.All[loss].Sample(0, 6);

        Zero(Subject.All[loss].Run(output, batch));
    }

    [Theory]
    [MemberData(nameof(OverTokens))]
    public void With_sequences_of_one_token(string loss)
    {
        var (output, batch) = Subject.All[loss].Sample(4, 1);
        var outcome = Subject.All[loss].Run(output, batch);

        // DPO compares rewards that are all 0: log 2 per pair.
        Assert.Equal(loss.StartsWith("dpo") ? Math.Log(2) : 0, outcome.Loss, tolerance: 1e-6);
        Assert.All(outcome.Gradient, entry => Assert.Equal(0, entry));
    }

    private static void Zero(Outcome outcome)
    {
        Assert.Equal(0, outcome.Loss);
        Assert.All(outcome.Gradient, entry => Assert.Equal(0, entry));
        Assert.All(outcome.Metrics, metric => Assert.Equal(0, metric));
    }
}
