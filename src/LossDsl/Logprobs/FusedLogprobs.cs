namespace LossDsl;

/// <summary>Token log-probabilities on the CPU, in one pass over the logits, with a gradient in one more.</summary>
/// <remarks>
/// <code>
/// y[i] = x[i, id[i]] - lse(x[i])                  dx[i, j] = dy[i] * ((j == id[i]) - exp(x[i, j] - lse(x[i])))
/// </code>
/// Nothing as large as the logits is allocated in forward; rows that are absent are not read. For the gradient of the
/// gradient (a backward with <c>create_graph</c>) the same formula is written in torch's operators.
/// </remarks>
internal sealed unsafe class FusedLogprobs : CheckedFunction<FusedLogprobs>
{
    /// <summary>Whether the kernels know such logits.</summary>
    public static bool Accepts(Tensor predictions) =>
        predictions.device_type == DeviceType.CPU
        && predictions.dtype is ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16 or ScalarType.Float16;

    /// <summary><c>y[..] = log_softmax(predictions[..])[ids[..]]</c>.</summary>
    /// <param name="predictions">Logits <c>[.., V]</c> on the CPU, strided as they come.</param>
    /// <param name="ids">Integers below V, shape <c>[..]</c>.</param>
    /// <param name="absent">Bool, shape <c>[..]</c>: these rows are not read, give 0, and get a gradient of 0.</param>
    /// <param name="dtype">float32 or float64: the type of the result.</param>
    /// <param name="place">Where the gradient goes; null for <see cref="GradientStorage.NewTensor"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together, or an id is not in the vocabulary.</exception>
    /// <exception cref="InvalidOperationException">The gradient cannot go to that place.</exception>
    public static Tensor Apply(Tensor predictions, Tensor ids, Tensor absent, ScalarType dtype, GradientStorage? place = null)
    {
        using var scope = NewDisposeScope();
        // float64 goes its own way; the narrower types are computed in float32 as they are.
        var logits = (dtype == float64) == (predictions.dtype == float64) ? predictions : predictions.to(dtype);
        if (logits.stride(-1) != 1 && logits.size(-1) > 1)
            logits = logits.contiguous();

        var recorded = is_grad_enabled() && logits.requires_grad;
        var reserved = recorded ? (place ?? GradientStorage.NewTensor).Reserve(logits) : GradientStorage.NewTensor;
        var rows = LogitRows.Create(logits, ids, absent);
        return Apply([logits], logits, rows, dtype, reserved, ids.shape).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The same where the derivative of the loss by each log-probability is known: writes the gradient of the logits over
    /// them, and reads them from memory once for both. Records nothing.
    /// </summary>
    /// <param name="logits">Logits <c>[.., V]</c>, then their gradient.</param>
    /// <param name="ids">Integers below V, shape <c>[..]</c>.</param>
    /// <param name="absent">Bool, shape <c>[..]</c>.</param>
    /// <param name="dtype">The type of the result.</param>
    /// <param name="derivative">Of the loss, given the number of a row and its log-probability. On several threads.</param>
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
    /// Writes the gradient over the logits where the derivative of the loss by each log-probability is known, and reads
    /// them from memory once. Records nothing.
    /// </summary>
    /// <param name="logits">Logits <c>[.., V]</c>, then their gradient.</param>
    /// <param name="ids">Integers below V, shape <c>[..]</c>.</param>
    /// <param name="absent">Bool, shape <c>[..]</c>.</param>
    /// <param name="upstream">The derivatives, shape <c>[..]</c>.</param>
    /// <returns>The logits.</returns>
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
