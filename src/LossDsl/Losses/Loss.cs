using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>
/// What every loss has in common: it checks its input, is evaluated in one dispose scope, and lets only the result out.
/// Losses derive from <see cref="TokenLoss{TData, TMetrics}"/>, whose formula over tokens is run fast everywhere, or from
/// <see cref="LossFunction{TData, TMetrics}"/>, whose formula is torch's operators.
/// </summary>
/// <typeparam name="TData">The batch that it needs.</typeparam>
/// <typeparam name="TMetrics">The metrics that it reports.</typeparam>
public abstract class Loss<TData, TMetrics> : ILossFunction<TData, TMetrics>
    where TData : class, IDataDict<TData>
    where TMetrics : class, ILossMetrics<TMetrics>
{
    /// <summary>Next-token logits: shape <c>[B, S, V]</c>, any floating-point type, position <c>t</c> predicts token <c>t+1</c>.</summary>
    protected static readonly TensorField NextTokenLogits = TensorField.CreateInput("next_token_logits", "B S V", DType.Float);

    private readonly TensorField _declared;

    // That of the last call: a trainer gives the same form of output each time.
    private volatile DataDictSchema _contract;

    private protected Loss(TensorField output) => (_declared, _contract) = (output, TData.Schema.With(output));

    /// <inheritdoc/>
    public LossResult<TMetrics> Compute(ModelOutput output, BatchedDataDict<TData> data, GlobalNormalization totals)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Compute(output, totals, (contract, inputs) => DataDict.Bind<TData>(contract, data, Config, inputs, output.Pack));
    }

    /// <inheritdoc/>
    [OverloadResolutionPriority(1)]
    public LossResult<TMetrics> Compute(ModelOutput output, TData data, GlobalNormalization totals)
    {
        return Compute(output, totals, (contract, inputs) =>
        {
            DataDict.Check(contract, data, Config, inputs, output.Pack);
            return data;
        });
    }

    /// <summary>The configuration, for tensors that are required only with some (<see cref="RequiredWhenAttribute{TConfig}"/>).</summary>
    protected virtual object? Config => null;

    /// <summary>
    /// Whether the loss is one number, and its gradient with respect to the log-probability of a token depends on no other
    /// token's log-probability. Outputs that make their logits piece by piece then make them only once.
    /// </summary>
    protected internal virtual bool IsTokenwise => false;

    /// <summary>Evaluates the loss over input that fulfils the contract. Whatever it allocates is freed after it.</summary>
    private protected abstract (Tensor Loss, PackedMetrics<TMetrics> Metrics) Evaluate(
        ModelOutput output, TData data, GlobalNormalization totals);

    private LossResult<TMetrics> Compute(
        ModelOutput output, GlobalNormalization totals, Func<DataDictSchema, Tensor[], TData> check)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(totals);
        using var scope = NewDisposeScope();
        var parts = output.GetParts(_declared);
        var contract = SchemaOf(parts);
        TData? whole = null;
        var data = output.ValidateAcrossRanks(() => whole = check(contract, [.. parts.Select(part => part.Tensor)]));
        if (data is IMaskedBatch masked)
            totals = totals.ResolveFor(masked, (IMaskedBatch)whole!, output.Pack);
        data = data.WithoutGradients();
        var (loss, metrics) = output.Evaluate(form => Evaluate(form, data, totals), IsTokenwise);
        metrics.Values.MoveToOuterDisposeScope();
        return new LossResult<TMetrics>(loss.MoveToOuterDisposeScope(), metrics);
    }

    private DataDictSchema SchemaOf(IReadOnlyList<OutputPart> parts)
    {
        var (contract, fields) = (_contract, parts.Select(part => part.Field).ToList());
        if (!contract.Inputs.SequenceEqual(CollectionsMarshal.AsSpan(fields)))
            _contract = contract = TData.Schema.With(fields);
        return contract;
    }
}
