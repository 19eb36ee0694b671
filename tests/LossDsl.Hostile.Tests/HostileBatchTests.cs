using FsCheck;
using FsCheck.Fluent;
using LossDsl.Hostile.Tests.Draws;
using LossDsl.Hostile.Tests.Running;

namespace LossDsl.Hostile.Tests;

/// <summary>
/// Every call of a loss is refused, with the name of what is wrong, or gives loss and gradient of the documented formula:
/// whatever stands in the batch, in whatever shape, type and layout, under whatever settings.
/// </summary>
/// <remarks>
/// Draws are the same ones each time; <c>LOSSDSL_HOSTILE_SEED=7</c> makes others, <c>LOSSDSL_HOSTILE_PERCENT=1000</c> ten
/// times as many. A draw that fails is printed in its simplest form that still does. Where the process itself ends,
/// <c>LOSSDSL_HOSTILE_TRACE=FILE</c> has the last draw written to a file before it is made.
/// </remarks>
public sealed class HostileBatchTests : IDisposable
{
    private readonly int _threads = get_num_threads();

    // Nothing here is large enough for a second thread to be worth waking.
    public HostileBatchTests() => set_num_threads(1);

    public void Dispose() => set_num_threads(_threads);

    [Fact]
    public void Clipped_policy_gradient() => CheckCases(LossKind.ClippedPG, 40_000);

    [Fact]
    public void Clipped_policy_gradient_by_operators() => CheckCases(LossKind.ClippedPGByOperators, 12_000);

    [Fact]
    public void Negative_log_likelihood() => CheckCases(LossKind.Nll, 10_000);

    [Fact]
    public void Negative_log_likelihood_by_row() => CheckCases(LossKind.NllPerRow, 4_000);

    [Fact]
    public void Negative_log_likelihood_by_row_averaged() => CheckCases(LossKind.NllPerRowAverage, 4_000);

    [Fact]
    public void Preference() => CheckCases(LossKind.Preference, 10_000);

    [Fact]
    public void Direct_preference_optimization() => CheckCases(LossKind.Dpo, 20_000);

    private static void CheckCases(LossKind loss, int usually)
    {
        var (draws, counts) = (Seeds.Count(usually), new int[Enum.GetValues<CaseResultKind>().Length]);
        Check.One(Seeds.Config(draws), Prop.ForAll(Seeds.Draws(loss), draw =>
        {
            if (Seeds.Trace is { } file)
                File.WriteAllText(file, draw.ToString());
            var verdict = CaseResult.Evaluate(draw);
            counts[(int)verdict.Kind]++;
            Assert.True(verdict.Problem is null, verdict.Problem);
        }));

        // Draws that are all refused, or all too odd to be compared, would show nothing.
        Assert.InRange(counts[(int)CaseResultKind.Refused], draws / 5, draws * 3 / 5);
        Assert.InRange(counts[(int)CaseResultKind.Computed], draws / 3, draws);
    }
}
