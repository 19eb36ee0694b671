using LossDsl.Hostile.Tests.Draws;
using LossDsl.Hostile.Tests.Formulas;

namespace LossDsl.Hostile.Tests.Running;

/// <summary>Makes a call and holds what comes of it against what must.</summary>
/// <param name="Kind">What the call was.</param>
/// <param name="Problem">What is wrong; null where nothing is.</param>
internal readonly record struct Verdict(VerdictKind Kind, string? Problem)
{
    /// <summary>Judges a call.</summary>
    public static Verdict Of(Draw draw)
    {
        using var scope = NewDisposeScope();
        var tensors = draw.All.Select(tensor => BuiltTensor.Of(tensor, draw.Sizes)).ToArray();
        var refusal = Contract.OfTensors(draw);
        var batch = refusal is null && Contract.OfPack(draw) is null ? new Batch(draw, tensors) : null;
        refusal = Contract.OfSettings(draw) ?? Contract.Either(refusal, Contract.OfPack(draw)) ?? Contract.OfNumbers(batch!);

        Outcome outcome;
        try
        {
            outcome = new Call(draw, tensors, batch).Make();
        }
        catch (Exception error)
        {
            return new Verdict(VerdictKind.Refused, refusal is null ? $"threw {error}" : refusal.Problem(error));
        }

        if (refusal is not null)
            return new Verdict(VerdictKind.Refused, $"was not refused; it should have named {string.Join(", ", refusal.Any)}");
        return Compared(batch!, outcome);
    }

    private static Verdict Compared(Batch batch, Outcome outcome)
    {
        if (outcome.Leaked.Count > 0)
            return new Verdict(VerdictKind.Computed, $"a gradient reached {string.Join(", ", outcome.Leaked)}");
        var (draw, arithmetic) = (batch.Draw, new Arithmetic(batch.Draw.IsWide));
        var (sequences, tokens) = (Batch.Given(draw.Sequences, batch.OwnSequences), Batch.Given(draw.Tokens, batch.OwnTokens));
        if (batch.HasWildWeights || (Contract.NeedsTokens(draw) && double.IsNaN(tokens)) || (Contract.NeedsSequences(draw) && double.IsNaN(sequences)))
            return new Verdict(VerdictKind.Unclear, null);

        var expected = draw.Loss switch
        {
            LossKind.ClippedPG or LossKind.ClippedPGByOperators => PolicyGradient.Of(batch, sequences, tokens, arithmetic),
            LossKind.Preference => Preference.Of(batch, sequences, arithmetic),
            LossKind.Dpo => DirectPreference.Of(batch, sequences, arithmetic),
            _ => NegativeLogLikelihood.Of(batch, tokens, arithmetic),
        };
        if (arithmetic.IsUnclear)
            return new Verdict(VerdictKind.Unclear, null);
        var comparison = new Comparison(draw.Output.DType, arithmetic.Epsilon);
        var problem = comparison.Loss(expected, outcome.Loss) ?? comparison.Metrics(expected, outcome.Metrics)
            ?? (arithmetic.IsGradientUnclear || outcome.Gradient is null ? null : comparison.Gradient(expected, outcome.Gradient));
        return new Verdict(VerdictKind.Computed, problem);
    }
}
