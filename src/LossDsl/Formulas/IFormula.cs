using System.Collections.Immutable;

namespace LossDsl;

/// <summary>A formula that was traced, differentiated, and cut into passes.</summary>
internal interface IFormula
{
    /// <summary>The per-token tensors that it reads, by their places in the contract.</summary>
    ImmutableArray<int> TokenFields { get; }

    /// <summary>The per-row tensors that it reads.</summary>
    ImmutableArray<int> RowFields { get; }

    /// <summary>The first pass over the tokens of a row: sums; null where the formula has none.</summary>
    TokenProgram? SumsPass { get; }

    /// <summary>The pass that gives loss and metrics: over the tokens of a row, or over sequences or pairs of them.</summary>
    TokenProgram LossPass { get; }

    /// <summary>The last pass over the tokens of a row: the slope; null where <see cref="LossPass"/> has it, or there is none.</summary>
    TokenProgram? GradientPass { get; }

    /// <summary>The same formula with a derivative that autograd can differentiate once more: a gradient that is stopped is stopped there too.</summary>
    IFormula Differentiable { get; }

    /// <summary>Whether it reads the entropies of the predictions.</summary>
    bool ReadsEntropy { get; }

    /// <summary>Whether it reports a metric that is divided by a count.</summary>
    bool Reports(MetricNormalizer normalizer);

    /// <summary>Evaluates the formula.</summary>
    /// <param name="current">
    /// The log-probabilities, float32 or float64, shape <c>[B, N]</c>; <c>[2, B, N]</c> with the entropies where the formula reads
    /// them. Absent ones may be anything.
    /// </param>
    /// <param name="inputs">The rest.</param>
    /// <param name="kernels">Its loops in the type of the log-probabilities; null for torch's operators, on any device.</param>
    FormulaResult Evaluate(Tensor current, FormulaInputs inputs, FormulaKernels? kernels);
}
