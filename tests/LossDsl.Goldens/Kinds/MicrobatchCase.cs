using LossDsl.Goldens.Comparing;
using LossDsl.Goldens.Files;
using LossDsl.Goldens.Losses;

namespace LossDsl.Goldens.Kinds;

/// <summary>A whole batch, and its microbatches with the counts of the whole batch.</summary>
internal static class MicrobatchCase
{
    public static CaseResult Run(GoldenCase golden, LossUnderTest loss)
    {
        var made = LossCall.Prepare(golden, loss);
        var splits = Splits(golden, made.Value?.Inputs.Output.size(0) ?? long.MaxValue);
        var parts = made.Then(RaisedError.Call, prepared => new Parts(
            prepared.Compute(), [.. splits.Select(rows => prepared.Slice(rows).Compute())]));

        var comparison = new Comparison(golden.Derived);
        if (parts.Value is { } computed)
            Compare(computed, splits, golden, comparison);
        return comparison.ToResult(golden, parts.Error) with
        {
            Values = parts.Value?.Whole,
            Microbatches = parts.Value?.Each,
        };
    }

    private static RowRange[] Splits(GoldenCase golden, long rows) =>
        [.. golden.Root["splits"].List().Select(split => RowRange.Read(split, rows))];

    private static void Compare(Parts computed, RowRange[] splits, GoldenCase golden, Comparison comparison)
    {
        if (golden.Root.Find("expected") is { } whole)
            comparison.CompareLoss("", computed.Whole, whole);
        if (golden.Root.Find("expected_microbatches") is not { } each)
            return;
        var expected = each.List();
        if (expected.Length != computed.Each.Count)
            throw each.CreateException($"expected one entry for each of the {computed.Each.Count} splits, got {expected.Length}");
        for (var i = 0; i < expected.Length; i++)
            comparison.CompareLoss($"microbatches[{i}].", computed.Each[i], expected[i]);

        // If the losses add up, the gradient of a microbatch equals its rows of the whole gradient, and is not recorded separately.
        if (golden.Root.Find("sums_to_full_batch")?.Bool() != true || golden.Root.Find("expected") is not { } sum)
            return;
        for (var i = 0; i < splits.Length; i++)
            comparison.CompareGradients($"microbatches[{i}].", computed.Each[i], sum, splits[i]);
    }

    private sealed record Parts(Values Whole, IReadOnlyList<Values> Each);
}
