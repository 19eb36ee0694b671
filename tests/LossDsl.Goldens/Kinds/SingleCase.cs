using LossDsl.Goldens.Comparing;
using LossDsl.Goldens.Files;
using LossDsl.Goldens.Losses;

namespace LossDsl.Goldens.Kinds;

/// <summary>One call of a loss: value, metrics and gradient.</summary>
internal static class SingleCase
{
    public static CaseResult Run(GoldenCase golden, LossUnderTest loss)
    {
        var values = LossCall.Prepare(golden, loss).Then(RaisedError.Call, prepared => prepared.Compute());
        var comparison = new Comparison(golden.Derived);
        if (values.Value is { } computed && golden.Root.Find("expected") is { } expected)
            comparison.CompareLoss("", computed, expected);
        return comparison.ToResult(golden, values.Error) with { Values = values.Value };
    }
}
