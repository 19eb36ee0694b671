using LossDsl.Hostile.Tests.Draws;
using LossDsl.Hostile.Tests.Formulas;

namespace LossDsl.Hostile.Tests.Running;

/// <summary>Calls a loss as users do.</summary>
/// <param name="draw">The call.</param>
/// <param name="tensors">The tensors, the output last.</param>
/// <param name="counted">The tensors as numbers; null if they are not as declared.</param>
internal sealed class LossCall(LossCase draw, BuiltTensor[] tensors, Batch? counted)
{
    /// <summary>Computes loss and gradient.</summary>
    public Outcome Make() => draw.Loss switch
    {
        LossKind.ClippedPG => Make(new ClippedPGLossFn(draw.Policy)),
        LossKind.ClippedPGByOperators => Make(new ClippedPGByOperators(draw.Policy)),
        LossKind.PolicyGradient => Make(new PolicyGradientLoss(draw.General)),
        LossKind.Nll => Make(new NLLLoss()),
        LossKind.NllPerRow => Make(new NLLLoss(dpoLoss: true)),
        LossKind.NllPerRowAverage => Make(new NLLLoss(dpoLoss: true, dpoAverageLogProbs: true)),
        LossKind.Preference => Make(new PreferenceLoss()),
        _ => Make(new DPOLossFn(draw.Dpo)),
    };

    private Outcome Make<TData, TMetrics>(ILossFunction<TData, TMetrics> loss)
        where TData : class, IDataDict<TData>, IMaskedBatch
        where TMetrics : class, ILossMetrics<TMetrics>
    {
        var batch = new BatchedDataDict<TData>();
        foreach (var tensor in tensors[..^1])
        {
            if (tensor.Case.Fault != Fault.Missing)
                batch[tensor.Case.NameInBatch] = tensor.Value;
        }

        if (draw.HasExtra)
            (batch["task_name"], batch["rewards_by_step"]) = ("arithmetic", ones(2, 3, 5));
        var record = draw.IsUntyped ? null : batch.Bind();
        var output = draw.IsOfLogprobs ? ModelOutput.FromLogprobs(tensors[^1].Tensor) : tensors[^1].Tensor;
        var packed = draw.Pack is { } pack ? loss.AsPacked(pack.CuSeqlens(), pack.CuSeqlensPadded()) : null;
        var (called, totals) = (packed ?? loss, Totals(batch, packed));
        var result = record is null ? called.Compute(output, batch, totals) : called.Compute(output, record, totals);
        return Differentiated(result.Loss, result.Metrics.Read());
    }

    private Outcome Differentiated(Tensor loss, IReadOnlyDictionary<string, double> metrics)
    {
        var output = tensors[^1].Tensor;
        var values = loss.ToDoubles();
        if (!output.requires_grad)
            return new Outcome(values, null, loss.requires_grad ? ["the loss"] : [], metrics);
        loss.sum().backward();
        return new Outcome(
            values,
            output.grad?.ToDoubles() ?? throw new InvalidOperationException("the output got no gradient"),
            [.. tensors[..^1].Where(tensor => tensor.Value is Tensor { grad: not null }).Select(tensor => tensor.Case.Key)],
            metrics);
    }

    private GlobalNormalization Totals<TData, TMetrics>(
        BatchedDataDict<TData> batch, SequencePackingLossWrapper<TData, TMetrics>? packed)
        where TData : class, IDataDict<TData>, IMaskedBatch
        where TMetrics : class, ILossMetrics<TMetrics>
    {
        if (counted is not null && draw is { Sequences: Count.Own, Tokens: Count.Own })
            return packed is null ? GlobalNormalization.FromBatch(batch) : packed.ComputeTotals(batch);
        return new GlobalNormalization(
            Given(draw.Sequences, counted?.OwnSequences ?? 1), Given(draw.Tokens, counted?.OwnTokens ?? 1));
    }

    private static Tensor? Given(Count count, double own)
    {
        var value = Batch.Given(count, own);
        switch (count)
        {
            case Count.Null:
                return null;
            case Count.OwnInOneElement:
                return tensor(new[] { value });
            case Count.Integer:
                return tensor((long)value);
            case Count.TwoElements:
                return tensor(new[] { value, value });
            case Count.Disposed:
                var disposed = tensor(value);
                disposed.Dispose();
                return disposed;
            case Count.More:
                return tensor((float)value);
            default:
                return tensor(value);
        }
    }
}
