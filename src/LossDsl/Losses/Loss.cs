using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>
/// The base of all losses: validates the input, evaluates the loss in one dispose scope, and moves only the result out of it.
/// Derive from <see cref="TokenLoss{TData, TMetrics}"/> or <see cref="SequenceLoss{TData, TMetrics}"/> for a formula over
/// tokens, sequences or pairs, which is compiled, or from <see cref="LossFunction{TData, TMetrics}"/> for a loss in torch
/// operators.
/// </summary>
/// <typeparam name="TData">The data dict of the loss.</typeparam>
/// <typeparam name="TMetrics">The metrics that the loss reports.</typeparam>
public abstract class Loss<TData, TMetrics> : ILossFunction<TData, TMetrics>
    where TData : class, IDataDict<TData>
    where TMetrics : class, ILossMetrics<TMetrics>
{
    /// <summary>Next-token logits: shape <c>[B, S, V]</c>, any floating-point type; position <c>t</c> predicts token <c>t+1</c>.</summary>
    protected static readonly TensorField NextTokenLogits = TensorField.CreateInput("next_token_logits", "B S V", DType.Float);

    private readonly TensorField _declared;

    // The schema of the last call, cached because a trainer passes the same kind of output in every call.
    private volatile DataDictSchema _schema;

    private protected Loss(TensorField output) => (_declared, _schema) = (output, TData.Schema.With(output));

    /// <inheritdoc/>
    public LossResult<TMetrics> Compute(ModelOutput output, BatchedDataDict<TData> data, GlobalNormalization totals)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Compute(output, totals, (schema, inputs) => DataDict.Bind<TData>(schema, data, Config, inputs, output.Pack));
    }

    /// <inheritdoc/>
    [OverloadResolutionPriority(1)]
    public LossResult<TMetrics> Compute(ModelOutput output, TData data, GlobalNormalization totals)
    {
        return Compute(output, totals, (schema, inputs) =>
        {
            DataDict.Check(schema, data, Config, inputs, output.Pack);
            return data;
        });
    }

    /// <summary>The configuration, which decides which <see cref="RequiredWhenAttribute{TConfig}"/> tensors are required.</summary>
    protected virtual object? Config => null;

    /// <summary>Evaluates the loss over validated input. Tensors that it allocates are disposed afterwards.</summary>
    private protected abstract (Tensor Loss, PackedMetrics<TMetrics> Metrics) Evaluate(
        ModelOutput output, TData data, GlobalNormalization totals);

    private LossResult<TMetrics> Compute(
        ModelOutput output, GlobalNormalization totals, Func<DataDictSchema, Tensor[], TData> check)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(totals);
        using var scope = NewDisposeScope();
        var parts = output.GetParts(_declared);
        var schema = SchemaOf(parts);
        TData? whole = null;
        var (resolved, data) = output.Resolve(() => whole = check(schema, [.. parts.Select(part => part.Tensor)]));
        if (data is IMaskedBatch masked)
            totals = totals.ResolveFor(masked, (IMaskedBatch)whole!, output.Pack);
        var (loss, metrics) = Evaluate(resolved, data.WithoutGradients(), totals);
        metrics.Values.MoveToOuterDisposeScope();
        return new LossResult<TMetrics>(loss.MoveToOuterDisposeScope(), metrics);
    }

    private DataDictSchema SchemaOf(IReadOnlyList<OutputPart> parts)
    {
        var schema = _schema;
        if (!AreInputs(schema.Inputs, parts))
            _schema = schema = TData.Schema.With([.. parts.Select(part => part.Field)]);
        return schema;
    }

    private static bool AreInputs(ReadOnlySpan<TensorField> inputs, IReadOnlyList<OutputPart> parts)
    {
        if (inputs.Length != parts.Count)
            return false;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i] != parts[i].Field)
                return false;
        }

        return true;
    }
}
