namespace LossDsl;

/// <summary>Token log-probabilities on the CPU in one pass over the logits, and their gradient in one more pass.</summary>
/// <remarks>
/// <code>
/// y[i] = x[i, id[i]] - lse(x[i])                  dx[i, j] = dy[i] * ((j == id[i]) - exp(x[i, j] - lse(x[i])))
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
    /// <param name="predictions">CPU logits <c>[.., V]</c>, any strides.</param>
    /// <param name="ids">Token ids, integers below V. Shape <c>[..]</c>.</param>
    /// <param name="absent">
    /// True for masked rows: their logits are not read, their result and gradient are 0. Bool, shape <c>[..]</c>.
    /// </param>
    /// <param name="dtype">The type of the result: float32 or float64.</param>
    /// <param name="place">The storage of the gradient; null for <see cref="GradientStorage.NewTensor"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not match, or an id is not in the vocabulary.</exception>
    /// <exception cref="InvalidOperationException">The storage cannot be used for these logits.</exception>
    public static Tensor Apply(Tensor predictions, Tensor ids, Tensor absent, ScalarType dtype, GradientStorage? place = null)
    {
        using var scope = NewDisposeScope();
        // float64 is computed in float64, all narrower types in float32 without a converted copy.
        var logits = (dtype == float64) == (predictions.dtype == float64) ? predictions : predictions.to(dtype);
        if (logits.stride(-1) != 1 && logits.size(-1) > 1)
            logits = logits.contiguous();

        var recorded = is_grad_enabled() && logits.requires_grad;
        var reserved = recorded ? (place ?? GradientStorage.NewTensor).Reserve(logits) : GradientStorage.NewTensor;
        var rows = LogitRows.Create(logits, ids, absent);
        return Apply([logits], logits, rows, dtype, reserved, ids.shape).MoveToOuterDisposeScope();
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
            throw new ArgumentException("The logits of a row must lie side by side.", nameof(logits));

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

    /// <inheritdoc/>
    protected override Tensor Forward(FunctionContext call)
    {
        var (logits, rows) = (call.Argument<Tensor>(0), call.Argument<LogitRows>(1));
        call.SaveForBackward([logits]);
        var logprobs = new double[rows.All];
        FusedRows.Logprobs(logits, rows, logprobs);
        return FusedRows.Wrap(logprobs, call.Argument<long[]>(4), call.Argument<ScalarType>(2));
    }

    /// <inheritdoc/>
    protected override List<Tensor> Backward(FunctionContext call, List<Tensor> saved, Tensor upstream)
    {
        var rows = call.Argument<LogitRows>(1);
        var gradient = is_grad_enabled()
            ? Differentiable(saved[0], rows, upstream)
            : Fused(saved[0], rows, call.Argument<GradientStorage>(3), upstream);
        return [gradient, null!, null!, null!, null!];
    }

    private static Tensor Fused(Tensor logits, LogitRows rows, GradientStorage place, Tensor upstream)
    {
        var gradient = place.Allocate(logits);
        FusedRows.Gradient(logits, gradient, rows, upstream);
        place.OnWritten(gradient);
        return gradient;
    }

    private static Tensor Differentiable(Tensor logits, LogitRows rows, Tensor upstream)
    {
        var (ids, absent) = rows.ToTensors(upstream.shape);
        var gone = absent.unsqueeze(-1);
        var probabilities = Masked.Fill(logits, gone).to(upstream.dtype).log_softmax(-1).exp();
        var targets = ids.unsqueeze(-1);
        var chosen = zeros_like(probabilities).scatter_add_(-1, targets, ones_like(targets).to(upstream.dtype));
        return Masked.Fill((chosen - probabilities) * upstream.unsqueeze(-1), gone).to(logits.dtype);
    }
}
