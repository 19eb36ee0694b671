using System.Collections.Immutable;

namespace LossDsl;

/// <summary>A formula that was traced, differentiated and split into passes.</summary>
internal interface IFormula
{
    /// <summary>The per-token tensors that the formula reads, as indices into the data dict.</summary>
    ImmutableArray<int> TokenFields { get; }

    /// <summary>The per-row tensors that the formula reads, as indices into the data dict.</summary>
    ImmutableArray<int> RowFields { get; }

    /// <summary>The first pass over the tokens of a row, for sums over a sequence; null where the formula has none.</summary>
    TokenProgram? SumsPass { get; }

    /// <summary>The pass that computes loss and metrics: over the tokens of a row, or over sequences or pairs.</summary>
    TokenProgram LossPass { get; }

    /// <summary>
    /// The last pass over the tokens of a row, for the derivative; null where <see cref="LossPass"/> computes it or it is 0.
    /// </summary>
    TokenProgram? GradientPass { get; }

    /// <summary>
    /// The same formula with a derivative that autograd can differentiate again; stopped gradients are stopped there too.
    /// </summary>
    IFormula Differentiable { get; }

    /// <summary>Whether the derivative depends on the log-probabilities only through stopped gradients and conditions.</summary>
    bool IsLinear { get; }

    /// <summary>Whether it reads the entropies of the predictions.</summary>
    bool ReadsEntropy { get; }

    /// <summary>Whether the formula reports a metric with this normalizer.</summary>
    bool Reports(MetricNormalizer normalizer);

    /// <summary>Evaluates the formula.</summary>
    /// <param name="current">
    /// The log-probabilities, float32 or float64, shape <c>[B, N]</c>; <c>[2, B, N]</c> with the entropies where the formula reads
    /// them. Masked entries may hold any value.
    /// </param>
    /// <param name="inputs">The masks, fields and counts.</param>
    /// <param name="kernels">The compiled loops for the type of the log-probabilities; null to use torch operators, on any device.</param>
    FormulaResult Evaluate(Tensor current, FormulaInputs inputs, FormulaKernels? kernels);
}
