namespace LossDsl.Kernels.Tests.Formulas;

/// <summary>A formula with sums over a sequence, and the same with torch's operators.</summary>
/// <param name="Name">The name.</param>
/// <param name="Formula">The loss of a token, from log-probability, previous log-probability, advantage and row weight.</param>
/// <param name="Metric">The metric per sequence.</param>
/// <param name="Operators">The token losses and the metric with operators; the last argument sums over a sequence.</param>
internal sealed record SequenceCase(
    string Name,
    Func<Term, Term, Term, Term, Term> Formula,
    Func<Term, Term, Term> Metric,
    Func<Tensor, Tensor, Tensor, Tensor, Func<Tensor, Tensor>, (Tensor Loss, Tensor Metric)> Operators)
{
    public static readonly SequenceCase[] All =
    [
        // arXiv:2507.18071, equation 7.
        new(
            "GSPO",
            (y, previous, advantage, weight) =>
            {
                var ratio = Term.Exp(Term.SequenceMean(y - previous));
                return -weight * Term.Min(ratio * advantage, Term.Clamp(ratio, 0.9, 1.1) * advantage);
            },
            (y, previous) => Term.Exp(Term.SequenceMean(y - previous)),
            (y, previous, advantage, weight, sum) =>
            {
                var ratio = Mean(y - previous, sum).exp();
                return (-weight * minimum(ratio * advantage, ratio.clamp(0.9, 1.1) * advantage), ratio);
            }),
        // The same paper, equation 14.
        new(
            "GSPO-token",
            (y, previous, advantage, _) =>
            {
                var ratio = Term.StopGradient(Term.Exp(Term.SequenceMean(y - previous))) * Term.Exp(Term.GradientOnly(y));
                return -Term.Min(ratio * advantage, Term.Clamp(ratio, 0.9, 1.1) * advantage);
            },
            (y, previous) => Term.Exp(Term.SequenceMean(y - previous)),
            (y, previous, advantage, _, sum) =>
            {
                var sequence = Mean(y - previous, sum).exp();
                var ratio = sequence.detach() * (y - y.detach()).exp();
                return (-minimum(ratio * advantage, ratio.clamp(0.9, 1.1) * advantage), sequence);
            }),
        new(
            "geometric mean",
            (y, previous, advantage, weight) => Term.Exp(Term.SequenceMean(y)) * advantage * weight + 0.1 * y * y - previous,
            (y, _) => Term.Exp(Term.SequenceMean(y)),
            (y, previous, advantage, weight, sum) =>
            {
                var geometric = Mean(y, sum).exp();
                return (geometric * advantage * weight + 0.1 * y * y - previous, geometric);
            }),
        // The gradient is stopped at a sum, and inside of a sum, next to a sum of the same numbers without a stop.
        new(
            "stopped sums",
            (y, previous, advantage, _) => Term.StopGradient(Term.SequenceMean(y)) * y * y
                + Term.SequenceMean(Term.StopGradient(y)) * Term.SequenceMean(y) * advantage
                + Term.Exp(Term.StopGradient(Term.SequenceSum(0.01 * y))) * previous * y,
            (y, _) => Term.SequenceMean(Term.StopGradient(y)),
            (y, previous, advantage, _, sum) =>
            {
                var (mean, stopped) = (Mean(y, sum), Mean(y, sum).detach());
                return (stopped * y * y + stopped * mean * advantage + sum(0.01 * y).detach().exp() * previous * y, stopped);
            }),
        new(
            "two sums",
            (y, previous, advantage, weight) => Term.Tanh(Term.SequenceMean(y) - Term.SequenceMean(previous * y)) * Term.Sigmoid(y) * advantage
                + weight * Term.Softplus(Term.SequenceMean(y * y)),
            (y, previous) => Term.SequenceMean(y) - Term.SequenceMean(previous * y),
            (y, previous, advantage, weight, sum) =>
            {
                var difference = Mean(y, sum) - Mean(previous * y, sum);
                return (difference.tanh() * y.sigmoid() * advantage + weight * nn.functional.softplus(Mean(y * y, sum)), difference);
            }),
    ];

    private static Tensor Mean(Tensor x, Func<Tensor, Tensor> sum) => sum(x) / (sum(ones_like(x)) + 1e-8);
}
