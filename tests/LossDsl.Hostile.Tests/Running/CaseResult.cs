using LossDsl.Hostile.Tests.Draws;
using LossDsl.Hostile.Tests.Formulas;

namespace LossDsl.Hostile.Tests.Running;

/// <summary>The result of running a call and comparing it with the expected result.</summary>
/// <param name="Kind">The kind of the result.</param>
/// <param name="Problem">The error; null if the result is as expected.</param>
internal readonly record struct CaseResult(CaseResultKind Kind, string? Problem)
{
    /// <summary>Runs a call and compares the result.</summary>
    public static CaseResult Evaluate(LossCase draw)
    {
        using var scope = NewDisposeScope();
        var tensors = draw.All.Select(tensor => BuiltTensor.Build(tensor, draw.Sizes)).ToArray();
        var refusal = ExpectedErrors.ForTensors(draw);
        var batch = refusal is null && ExpectedErrors.ForPack(draw) is null ? new Batch(draw, tensors) : null;
        var inside = batch is null ? ExpectedErrors.Either(refusal, ExpectedErrors.ForPack(draw)) : ExpectedErrors.ForNumbers(batch);
        refusal = ExpectedErrors.ForSettings(draw) ?? ExpectedErrors.Either(inside, ExpectedErrors.ForLackingTensors(draw));

        Outcome outcome;
        try
        {
            outcome = new LossCall(draw, tensors, batch).Make();
        }
        catch (Exception error)
        {
            return new CaseResult(CaseResultKind.Refused, refusal is null ? $"threw {error}" : refusal.Problem(error));
        }

        if (refusal is not null)
            return new CaseResult(CaseResultKind.Refused, $"was not refused; it should have named {string.Join(", ", refusal.Any)}");
        return Compared(batch!, outcome);
    }

    private static CaseResult Compared(Batch batch, Outcome outcome)
    {
        if (outcome.Leaked.Count > 0)
            return new CaseResult(CaseResultKind.Computed, $"a gradient reached {string.Join(", ", outcome.Leaked)}");
        var (draw, arithmetic) = (batch.Case, new Arithmetic(batch.Case.IsWide));
        var (sequences, tokens) = (Batch.Given(draw.Sequences, batch.OwnSequences), Batch.Given(draw.Tokens, batch.OwnTokens));
        if (batch.HasWildWeights || (ExpectedErrors.NeedsTokens(draw) && double.IsNaN(tokens)) || (ExpectedErrors.NeedsSequences(draw) && double.IsNaN(sequences)))
            return new CaseResult(CaseResultKind.Unclear, null);

        var expected = draw.AsGeneral is { } general ? GeneralPolicyGradient.Compute(batch, general, sequences, tokens, arithmetic) : draw.Loss switch
        {
            LossKind.ClippedPG or LossKind.ClippedPGByOperators => PolicyGradient.Compute(batch, sequences, tokens, arithmetic),
            LossKind.Preference => Preference.Compute(batch, sequences, arithmetic),
            LossKind.Dpo => DirectPreference.Compute(batch, sequences, arithmetic),
            _ => NegativeLogLikelihood.Compute(batch, tokens, arithmetic),
        };
        if (arithmetic.IsUnclear)
            return new CaseResult(CaseResultKind.Unclear, null);
        var comparison = new Comparison(draw.Output.DType, arithmetic.Epsilon);
        var problem = comparison.Loss(expected, outcome.Loss) ?? comparison.Metrics(expected, outcome.Metrics)
            ?? (arithmetic.IsGradientUnclear || outcome.Gradient is null ? null : comparison.Gradient(expected, outcome.Gradient));
        return new CaseResult(CaseResultKind.Computed, problem);
    }
}
