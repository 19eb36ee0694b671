namespace LossDsl.Bench;

/// <summary>
/// What the model gives for a step, log-probabilities of tokens or the logits that determine them, and the log-probabilities of the
/// policy before the step.
/// </summary>
internal sealed class PolicyInput
{
    private readonly LogitsInput? _logits;

    // Shape [B, S-1].
    private readonly Tensor _current;

    /// <summary>Creates the input.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="tokens">The number of tokens per row.</param>
    /// <param name="vocabulary">The number of logits per token; null for log-probabilities.</param>
    public PolicyInput(int rows, int tokens, int? vocabulary)
    {
        var difference = SyntheticData.Uniform([rows, tokens], -0.4, 0.4, seed: 2);
        if (vocabulary is not { } size)
        {
            InputIds = zeros([rows, tokens], dtype: int64);
            PrevLogprobs = SyntheticData.Uniform([rows, tokens], -6, 0, seed: 1);
            _current = (PrevLogprobs + difference).narrow(1, 1, tokens - 1).contiguous();
            return;
        }

        _logits = new LogitsInput([rows, tokens, size], float32);
        InputIds = SyntheticData.Integers([rows, tokens], size, seed: 8);
        _current = Logprobs(_logits.Values);
        PrevLogprobs = cat([zeros(rows, 1), _current - difference.narrow(1, 1, tokens - 1)], 1);
    }

    /// <summary>Shape <c>[B, S]</c>.</summary>
    public Tensor InputIds { get; }

    /// <summary>Shape <c>[B, S]</c>.</summary>
    public Tensor PrevLogprobs { get; }

    /// <summary>The end of a case's name, for the sizes.</summary>
    public static string Sizes(int rows, int tokens, int? vocabulary) => vocabulary is null ? $"{rows}x{tokens}" : $"{rows}x{tokens}x{vocabulary}";

    /// <summary>The task of a loss: its value, its metrics and its gradient.</summary>
    /// <param name="compute">The loss.</param>
    /// <param name="operators">The loss with operators, from the log-probabilities.</param>
    public BenchTask Task<TMetrics>(Func<ModelOutput, LossResult<TMetrics>> compute, Func<Tensor, (Tensor Loss, Func<Tensor[]> Metrics)> operators)
        where TMetrics : class, ILossMetrics<TMetrics>
    {
        if (_logits is null)
        {
            return new BenchTask(ClippedPGCase.Everything, "everything")
            {
                IsShort = true,
                Variants = [new Variant("", () => OverLogprobs(current => Ours(compute, ModelOutput.FromLogprobs(current))))],
                Operators = new Variant("", () => OverLogprobs(current => Theirs(operators, current))),
            };
        }

        return new BenchTask(ClippedPGCase.Everything, "everything")
        {
            Limit = () => MemoryBandwidth.ReadAndWrite(_logits.Values),
            Variants =
            [
                new Variant(DPOCase.NewTensor, () => OverLogits(logits => Ours(compute, logits))),
                new Variant(
                    DPOCase.InPlace, () => OverLogits(logits => Ours(compute, ModelOutput.FromLogits(logits, GradientStorage.InPlace))), _logits.Restore),
            ],
            Operators = new Variant("", () => OverLogits(logits => Theirs(operators, Logprobs(logits)))),
        };
    }

    private Tensor[] OverLogprobs(Func<Tensor, (Tensor Loss, Func<Tensor> Metrics)> loss)
    {
        var current = _current.detach().requires_grad_();
        var (value, metrics) = loss(current);
        value.backward();
        return [value.detach(), current.grad!, metrics()];
    }

    private Tensor[] OverLogits(Func<Tensor, (Tensor Loss, Func<Tensor> Metrics)> loss)
    {
        Func<Tensor>? metrics = null;
        var results = _logits!.ComputeGradient(logits =>
        {
            (var value, metrics) = loss(logits);
            return value;
        });
        return [.. results, metrics!()];
    }

    private static (Tensor Loss, Func<Tensor> Metrics) Ours<TMetrics>(Func<ModelOutput, LossResult<TMetrics>> compute, ModelOutput output)
        where TMetrics : class, ILossMetrics<TMetrics>
    {
        var result = compute(output);
        return (result.Loss, () =>
        {
            result.Metrics.Read();
            return result.Metrics.Values;
        });
    }

    private static (Tensor Loss, Func<Tensor> Metrics) Theirs(Func<Tensor, (Tensor Loss, Func<Tensor[]> Metrics)> operators, Tensor logprobs)
    {
        var (loss, metrics) = operators(logprobs);
        return (loss, () =>
        {
            using var noGrad = no_grad();
            return stack([.. metrics().Select(value => value.detach().to(float64))]);
        });
    }

    private Tensor Logprobs(Tensor logits)
    {
        var predictions = InputIds.size(1) - 1;
        return logits.narrow(1, 0, predictions).log_softmax(-1).gather(-1, InputIds.narrow(1, 1, predictions).unsqueeze(-1)).squeeze(-1);
    }
}
