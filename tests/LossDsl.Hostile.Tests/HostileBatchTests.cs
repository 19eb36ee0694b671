using FsCheck;
using FsCheck.Fluent;
using LossDsl.Hostile.Tests.Draws;
using LossDsl.Hostile.Tests.Running;

namespace LossDsl.Hostile.Tests;

/// <summary>
/// Every call of a loss either fails with an error that names the fault, or gives loss and gradient of the documented formula,
/// for any content, shape, element type, layout and config.
/// </summary>
/// <remarks>
/// The draws are the same in each run. <c>LOSSDSL_HOSTILE_SEED=7</c> makes others, <c>LOSSDSL_HOSTILE_PERCENT=1000</c> ten times
/// as many. A failing draw is printed in the simplest form that still fails. If a draw ends the process, set
/// <c>LOSSDSL_HOSTILE_TRACE=FILE</c>: each draw is written to the file before it is run.
/// </remarks>
public sealed class HostileBatchTests : IDisposable
{
    private readonly int _threads = get_num_threads();

    // The tensors are too small for a second thread to pay off.
    public HostileBatchTests() => set_num_threads(1);

    public void Dispose() => set_num_threads(_threads);

    [Fact]
    public void Clipped_policy_gradient() => CheckCases(LossKind.ClippedPG, 40_000);

    [Fact]
    public void Clipped_policy_gradient_by_operators() => CheckCases(LossKind.ClippedPGByOperators, 12_000);

    [Fact]
    public void Policy_gradient() => CheckCases(LossKind.PolicyGradient, 16_000);

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

        // If all draws were refused, or none could be compared, the test would be meaningless.
        Assert.InRange(counts[(int)CaseResultKind.Refused], draws / 5, draws * 3 / 5);
        // Extreme settings of the general policy loss are not compared.
        Assert.InRange(counts[(int)CaseResultKind.Computed], loss == LossKind.PolicyGradient ? draws / 5 : draws / 3, draws);
    }
}
