using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>Log-probabilities that the caller has computed, as a model output.</summary>
/// <param name="logprobs">Shape <c>[B, S-1]</c>, or <c>[1, T]</c> for packed positions.</param>
internal sealed class LogprobsOutput(Tensor logprobs) : ModelOutput
{
    // A loss declares one field, in all of its calls.
    private static readonly ConditionalWeakTable<TensorField, TensorField> Fields = [];

    /// <inheritdoc/>
    public override ScalarType ElementType => logprobs.dtype;

    /// <inheritdoc/>
    internal override Tensor Predict(Tensor ids, Tensor absent, ScalarType dtype, bool withEntropies)
    {
        if (withEntropies)
            throw new NotSupportedException(
                "the loss reads the entropy of the predictions (Term.Entropy; of PolicyGradientLoss entropy_coefficient), which the "
                + "log-probabilities of the tokens alone do not determine: pass logits or HiddenStates instead of ModelOutput.FromLogprobs");
        using var scope = NewDisposeScope();
        return Masked.Fill(logprobs.to(dtype), absent).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    internal override Tensor PresentLogprobs(Func<(Tensor Ids, Tensor Absent)> asked, ScalarType dtype) => logprobs.to(dtype);

    /// <inheritdoc/>
    public override Tensor ToLogits() =>
        throw new NotSupportedException("a loss that looks at the whole vocabulary needs logits; it was given log-probabilities");

    /// <inheritdoc/>
    public override Tensor GetRewards() => throw new NotSupportedException("log-probabilities of tokens are not rewards; pass the rewards to the loss");

    /// <inheritdoc/>
    internal override IReadOnlyList<OutputPart> GetParts(TensorField declared) => [new(Fields.GetValue(declared, Predicted), logprobs)];

    /// <inheritdoc/>
    internal override ModelOutput UnpackRows(PackedSequences pack)
    {
        var predictions = Math.Max(0, pack.LongestLength - 1);
        return new LogprobsOutput(new PackedIndex(pack, predictions, @short: 1, logprobs.device).Unpack(logprobs));
    }

    // The log-probabilities of the logits that a loss declares.
    private static TensorField Predicted(TensorField declared)
    {
        if (declared.Dimensions is not [var rows, var tokens, _])
            throw new ArgumentException($"{declared.Key}: expected [{declared.Shape}], got log-probabilities of tokens", declared.Key);
        // A packed row has a fixed number of positions and one entry per position.
        var predictions = long.TryParse(tokens, out _) ? tokens : $"{tokens}-1";
        return TensorField.CreateInput("next_token_logprobs", $"{rows} {predictions}", DType.Float);
    }
}
