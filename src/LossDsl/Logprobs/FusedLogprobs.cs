namespace LossDsl;

/// <summary>
/// Token log-probabilities on the CPU, and optionally entropies, in one pass over the logits, and their gradient in one more pass.
/// </summary>
/// <remarks>
/// <code>
/// y[i] = x[i, id[i]] - lse(x[i])                  dx[i, j] = dy[i] * ((j == id[i]) - p[i, j])         p = exp(x - lse)
/// H[i] = lse(x[i]) - sum(p[i] * x[i])             dx[i, j] -= dH[i] * p[i, j] * (log(p[i, j]) + H[i])
/// </code>
/// Forward allocates nothing of the size of the logits and does not read masked rows. For double backward
/// (<c>create_graph</c>) the gradient is computed with torch operators instead.
/// </remarks>
internal sealed unsafe class FusedLogprobs : CheckedFunction<FusedLogprobs>
{
    /// <summary>Whether the kernels support these logits: their device and type.</summary>
    public static bool Accepts(Tensor predictions) =>
        predictions.device_type == DeviceType.CPU
        && predictions.dtype is ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16 or ScalarType.Float16;

    /// <summary><c>y[..] = log_softmax(predictions[..])[ids[..]]</c>.</summary>
    /// <param name="predictions">Logits <c>[.., V]</c> on the CPU, any strides.</param>
    /// <param name="ids">Integers below V, shape <c>[..]</c>.</param>
    /// <param name="absent">
    /// True for masked rows: their logits are not read, their result and gradient are 0. Bool, shape <c>[..]</c>.
    /// </param>
    /// <param name="dtype">float32 or float64: the type of the result.</param>
    /// <param name="place">The storage of the gradient; null for <see cref="GradientStorage.NewTensor"/>.</param>
    /// <param name="withEntropies">
    /// Whether the entropies of the rows, 0 where they are absent, follow: the result is of shape <c>[2, ..]</c>.
    /// </param>
    /// <exception cref="ArgumentException">The shapes do not match, or an id is not in the vocabulary.</exception>
    /// <exception cref="InvalidOperationException">The storage cannot be used for these logits.</exception>
    public static Tensor Apply(
        Tensor predictions, Tensor ids, Tensor absent, ScalarType dtype, GradientStorage? place = null, bool withEntropies = false)
    {
        using var scope = NewDisposeScope();
        // float64 is computed in float64, all narrower types in float32 without a converted copy.
        var logits = (dtype == float64) == (predictions.dtype == float64) ? predictions : predictions.to(dtype);
        if (logits.stride(-1) != 1 && logits.size(-1) > 1)
            logits = logits.contiguous();

        var recorded = is_grad_enabled() && logits.requires_grad;
        var reserved = recorded ? (place ?? GradientStorage.NewTensor).Reserve(logits) : GradientStorage.NewTensor;
        var rows = LogitRows.Create(logits, ids, absent);
        long[] shape = withEntropies ? [2, .. ids.shape] : ids.shape;
        return Apply([logits], logits, rows, dtype, reserved, shape, withEntropies).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Computes the log-probabilities and overwrites the logits with their gradient, for a loss whose derivative by each log-probability
    /// can be computed from that log-probability alone. Each logit is read from memory once. Records no autograd graph.
    /// </summary>
    /// <param name="logits">Logits <c>[.., V]</c>; overwritten with their gradient.</param>
    /// <param name="ids">Token ids, integers below V. Shape <c>[..]</c>.</param>
    /// <param name="absent">True for masked rows. Bool, shape <c>[..]</c>.</param>
    /// <param name="dtype">The type of the result.</param>
    /// <param name="derivative">The derivative of the loss, given row number and log-probability. Called from several threads.</param>
    public static Tensor GradientInPlace(
        Tensor logits, Tensor ids, Tensor absent, ScalarType dtype, Func<long, double, double> derivative)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        if (logits.stride(-1) != 1 && logits.size(-1) > 1)
            throw new ArgumentException("The logits of a row must be contiguous.", nameof(logits));

        GradientStorage.InPlace.Reserve(logits);
        var rows = LogitRows.Create(logits, ids, absent);
        var logprobs = new double[rows.All];
        FusedRows.GradientInPlace(logits, rows, logprobs, derivative);
        GradientStorage.InPlace.OnWritten(logits);
        return FusedRows.Wrap(logprobs, ids.shape, dtype).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Overwrites the logits with their gradient, for known derivatives of the loss by each log-probability. Each logit is read from
    /// memory once. Records no autograd graph.
    /// </summary>
    /// <param name="logits">Logits <c>[.., V]</c>; overwritten with their gradient.</param>
    /// <param name="ids">Token ids, integers below V. Shape <c>[..]</c>.</param>
    /// <param name="absent">True for masked rows. Bool, shape <c>[..]</c>.</param>
    /// <param name="upstream">The derivative of the loss by each log-probability. Shape <c>[..]</c>.</param>
    /// <returns><paramref name="logits"/>.</returns>
    public static Tensor GradientInPlace(Tensor logits, Tensor ids, Tensor absent, Tensor upstream)
    {
        using var derivatives = upstream.to(float64).contiguous();
        var g = (nint)TensorMemory.GetPointer(derivatives);
        GradientInPlace(logits, ids, absent, float64, (row, _) => ((double*)g)[row]).Dispose();
        GC.KeepAlive(derivatives);
        return logits;
    }

    /// <summary>
    /// Writes the gradient over the logits where the derivatives of the loss by each log-probability and each entropy are
    /// known. Records nothing.
    /// </summary>
    /// <param name="logits">Logits <c>[.., V]</c>, then their gradient.</param>
    /// <param name="ids">Integers below V, shape <c>[..]</c>.</param>
    /// <param name="absent">Bool, shape <c>[..]</c>.</param>
    /// <param name="upstream">The derivatives by log-probabilities, then by entropies, shape <c>[2, ..]</c>.</param>
    /// <param name="curve">The softcap that produced the logits, to get the gradient of its input; null without a softcap.</param>
    /// <returns>The logits.</returns>
    public static Tensor GradientWithEntropiesInPlace(Tensor logits, Tensor ids, Tensor absent, Tensor upstream, SoftcapCurve? curve)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var rows = LogitRows.Create(logits, ids, absent);
        FusedRows.LogprobsAndEntropies(logits, rows, new double[2 * rows.All]);
        FusedRows.GradientWithEntropies(logits, logits, rows, upstream, curve);
        GradientStorage.InPlace.OnWritten(logits);
        return logits;
    }

    /// <inheritdoc/>
    protected override Tensor Forward(FunctionContext call)
    {
        var (logits, rows) = (call.Argument<Tensor>(0), call.Argument<LogitRows>(1));
        call.SaveForBackward([logits]);
        var withEntropies = call.Argument<bool>(5);
        var values = new double[withEntropies ? 2 * rows.All : rows.All];
        if (withEntropies)
            FusedRows.LogprobsAndEntropies(logits, rows, values);
        else
            FusedRows.Logprobs(logits, rows, values);
        return FusedRows.Wrap(values, call.Argument<long[]>(4), call.Argument<ScalarType>(2));
    }

    /// <inheritdoc/>
    protected override List<Tensor> Backward(FunctionContext call, List<Tensor> saved, Tensor upstream)
    {
        var (rows, withEntropies) = (call.Argument<LogitRows>(1), call.Argument<bool>(5));
        var gradient = is_grad_enabled()
            ? Differentiable(saved[0], rows, upstream, withEntropies)
            : Fused(saved[0], rows, call.Argument<GradientStorage>(3), upstream, withEntropies);
        return [gradient, null!, null!, null!, null!, null!];
    }

    private static Tensor Fused(Tensor logits, LogitRows rows, GradientStorage place, Tensor upstream, bool withEntropies)
    {
        var gradient = place.Allocate(logits);
        if (withEntropies)
            FusedRows.GradientWithEntropies(logits, gradient, rows, upstream);
        else
            FusedRows.Gradient(logits, gradient, rows, upstream);
        place.OnWritten(gradient);
        return gradient;
    }

    private static Tensor Differentiable(Tensor logits, LogitRows rows, Tensor upstream, bool withEntropies)
    {
        var ofLogprobs = withEntropies ? upstream.select(0, 0) : upstream;
        var (ids, absent) = rows.ToTensors(ofLogprobs.shape);
        var gone = absent.unsqueeze(-1);
        var logprobs = Masked.Fill(logits, gone).to(upstream.dtype).log_softmax(-1);
        var probabilities = logprobs.exp();
        var targets = ids.unsqueeze(-1);
        var chosen = zeros_like(probabilities).scatter_add_(-1, targets, ones_like(targets).to(upstream.dtype));
        var gradient = (chosen - probabilities) * ofLogprobs.unsqueeze(-1);
        if (withEntropies)
        {
            var (finite, entropies) = EntropyTerms.Compute(logprobs, probabilities);
            gradient -= probabilities * (finite + entropies) * upstream.select(0, 1).unsqueeze(-1);
        }

        return Masked.Fill(gradient, gone).to(logits.dtype);
    }
}
