using LossDsl.Goldens.Comparing;
using LossDsl.Goldens.Files;
using LossDsl.Goldens.Losses;

namespace LossDsl.Goldens.Kinds;

/// <summary>Input that the reference refuses: this library must refuse it in the same stage or an earlier one.</summary>
internal static class ErrorCase
{
    public static CaseResult Run(GoldenCase golden, LossUnderTest loss) => Compare(
        golden, LossCall.Prepare(golden, loss).Then(RaisedError.Call, prepared => prepared.Call(prepared.Inputs)).Error);

    /// <summary>The result of a case.</summary>
    /// <param name="golden">The case.</param>
    /// <param name="error">The error; null if the input was not refused.</param>
    public static CaseResult Compare(GoldenCase golden, RaisedError? error)
    {
        var result = new CaseResult(golden.Name, golden.Family) { Status = Status.Ok, Error = error };
        if (golden.Root.Find("expected_error") is not { } node)
            return result with { Status = error is null ? Status.Ok : Status.Raised, IsUncompared = true };
        var stage = node["stage"].String();
        if (error is not null && error.IsAtOrBefore(stage))
            return result;
        var deviation = new Deviation(
            "error",
            error is null ? "none" : $"{error.Type} at {error.Stage}",
            $"{node["type"].String()} at {stage}",
            double.PositiveInfinity);
        return result with { Status = Status.Mismatch, Deviations = [deviation] };
    }
}
