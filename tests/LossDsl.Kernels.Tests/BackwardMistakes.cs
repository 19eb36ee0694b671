namespace LossDsl.Kernels.Tests;

/// <summary>
/// Mistakes of a caller between forward and backward. <see cref="BackwardErrorTests"/> runs each test in a process of its own,
/// since an exception that leaves a custom backward ends the process.
/// </summary>
public sealed class BackwardMistakes : IDisposable
{
    private const string Freed = "backward through the graph a second time";
    private const string Modified = "modified by an inplace operation";

    private static readonly ClippedPGLossConfig Policy = new()
    {
        ReferencePolicyKlPenalty = 0.1,
        RatioClipMin = 0.2,
        RatioClipMax = 0.28,
        RatioClipC = 3,
        UseOnPolicyKlApproximation = false,
        UseImportanceSamplingCorrection = true,
        TokenLevelLoss = true,
    };

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _leaf = randn([2, 5, 11]).requires_grad_();
    private readonly Tensor _weight = randn([11, 3]).requires_grad_();

    public void Dispose() => _scope.Dispose();

    [Fact(Explicit = true)]
    public void A_second_backward_through_logits() => SecondBackward(Nll(_leaf * 1.0));

    [Fact(Explicit = true)]
    public void Logits_modified_before_backward()
    {
        var logits = _leaf * 1.0;
        Fails(Nll(logits), Modified, () => logits.mul_(2));
    }

    [Fact(Explicit = true)]
    public void Token_ids_of_the_next_batch_do_no_harm()
    {
        var (logits, ids) = (_leaf * 1.0, Ids());
        var (expected, reused) = (Nll(logits, ids.clone()), Nll(logits, ids));
        ids.zero_();
        Assert.Equal(Gradient(expected), Gradient(reused));
        Works();
    }

    [Fact(Explicit = true)]
    public void A_second_backward_through_the_policy_loss() => SecondBackward(PolicyLoss(_leaf * 1.0, Batch()));

    [Fact(Explicit = true)]
    public void A_batch_modified_after_the_policy_loss_does_no_harm()
    {
        var (logits, batch) = (_leaf * 1.0, Batch());
        var (expected, modified) = (PolicyLoss(logits, batch), PolicyLoss(logits, batch));
        var before = Gradient(expected);
        ((Tensor)batch["advantages"]!).zero_();
        Assert.Equal(before, Gradient(modified));
        Works();
    }

    [Fact(Explicit = true)]
    public void A_second_derivative_of_the_policy_loss_after_the_batch_is_disposed()
    {
        var (logits, batch) = (_leaf * 1.0, Batch());
        var loss = PolicyLoss(logits, batch);
        ((Tensor)batch["advantages"]!).Dispose();
        var first = autograd.grad([loss], [_leaf], retain_graph: true, create_graph: true)[0];
        (first * first).sum().backward();
        Assert.True(_leaf.grad!.isfinite().all().item<bool>());
    }

    [Fact(Explicit = true)]
    public void Two_losses_over_the_same_logits()
    {
        var logits = _leaf * 1.0;
        var (first, second) = (Over(logits), Over(logits));
        first.sum().backward();
        Fails(second.sum(), Modified);
    }

    [Fact(Explicit = true)]
    public void A_retained_backward_over_the_logits()
    {
        var loss = Over(_leaf * 1.0).sum();
        loss.backward(retain_graph: true);
        Fails(loss, Modified);
    }

    [Fact(Explicit = true)]
    public void A_second_backward_over_the_logits() => SecondBackward(Over(_leaf * 1.0).sum());

    [Theory(Explicit = true)]
    [InlineData(true)]
    [InlineData(false)]
    public void A_second_backward_through_hidden_states(bool isTokenwise) => SecondBackward(Hidden(isTokenwise, out _));

    // The loss has saved what it needs of the inputs, so they may be disposed.
    [Theory(Explicit = true)]
    [InlineData(true)]
    [InlineData(false)]
    public void Hidden_states_modified_before_backward_do_no_harm(bool isTokenwise)
    {
        var loss = Hidden(isTokenwise, out var states);
        var before = Gradient(loss);
        states.mul_(2);
        Assert.Equal(before, Gradient(loss));
        Works();
    }

    [Theory(Explicit = true)]
    [InlineData(true)]
    [InlineData(false)]
    public void A_weight_updated_before_backward(bool isTokenwise)
    {
        var loss = Hidden(isTokenwise, out _);
        Fails(loss, Modified, () =>
        {
            using var off = no_grad();
            _weight.add_(0.1);
        });
    }

    [Fact(Explicit = true)]
    public void A_second_backward_through_shards() => ThreadedProcessGroup.Run(1, group =>
    {
        SecondBackward(Shard(_leaf * 1.0, group).sum());
        return group.Rank;
    });

    [Fact(Explicit = true)]
    public void A_shard_modified_before_backward() => ThreadedProcessGroup.Run(1, group =>
    {
        var logits = _leaf * 1.0;
        Fails(Shard(logits, group).sum(), Modified, () => logits.mul_(2));
        return group.Rank;
    });

    // An unexpected exception must not end the process either.
    [Fact(Explicit = true)]
    public void A_backward_that_throws() => Fails(Throwing.Of(_leaf * 1.0).sum(), "invalid gradient");

    [Fact(Explicit = true)]
    public void A_node_that_throws() => Fails(ThrowingNode.Of(_leaf * 1.0).sum(), "invalid gradient");

    private void SecondBackward(Tensor loss)
    {
        loss.backward();
        Fails(loss, Freed);
    }

    private void Fails(Tensor loss, string message, Action? before = null)
    {
        before?.Invoke();
        Assert.Contains(message, Assert.ThrowsAny<Exception>(() => loss.backward()).Message, StringComparison.Ordinal);
        Works();
    }

    // Asserts that a later step gives the same as torch's operators.
    private void Works()
    {
        var (ids, absent) = (Ids(), zeros([2, 5], dtype: @bool));
        var leaf = _leaf.detach().requires_grad_();
        var expected = Gradient(TokenLogprobs.ComputeWithOperators(leaf * 1.0, ids, absent, float32).sum(), leaf);
        var actual = Gradient(TokenLogprobs.Compute(leaf * 1.0, ids, absent, float32).sum(), leaf);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    private double[] Gradient(Tensor loss, Tensor? leaf = null) =>
        FusedLogprobsTests.Numbers(autograd.grad([loss], [leaf ?? _leaf], retain_graph: true)[0]);

    private static Tensor Ids() => arange(10, dtype: int64).view(2, 5);

    private static Tensor Nll(Tensor output, Tensor? ids = null)
    {
        var batch = new BatchedDataDict<NLLLossDataDict>
        {
            ["input_ids"] = ids ?? Ids(),
            ["token_mask"] = ones(2, 5),
            ["sample_mask"] = ones(2),
        };
        return new NLLLoss().Compute(output, batch, GlobalNormalization.FromBatch(batch)).Loss;
    }

    private static BatchedDataDict<ClippedPGLossDataDict> Batch() => new()
    {
        ["input_ids"] = Ids(),
        ["advantages"] = randn(2, 5),
        ["prev_logprobs"] = randn(2, 5),
        ["generation_logprobs"] = randn(2, 5),
        ["reference_policy_logprobs"] = randn(2, 5),
        ["token_mask"] = ones(2, 5),
        ["sample_mask"] = ones(2),
    };

    private static Tensor PolicyLoss(ModelOutput output, BatchedDataDict<ClippedPGLossDataDict> batch) =>
        new ClippedPGLossFn(Policy).Compute(output, batch, GlobalNormalization.FromBatch(batch)).Loss;

    private static Tensor Over(Tensor logits) =>
        FusedLogprobs.Apply(logits, Ids(), zeros([2, 5], dtype: @bool), float32, GradientStorage.InPlace);

    // A token-separable loss computes its gradients in forward, another loss in backward.
    private Tensor Hidden(bool isTokenwise, out Tensor states)
    {
        states = _leaf.narrow(2, 0, 3) * 1.0;
        var output = new HiddenStates(states, _weight) { ChunkSize = 2 };
        if (isTokenwise)
            return PolicyLoss(output, Batch());
        var batch = new BatchedDataDict<DPOLossDataDict>
        {
            ["input_ids"] = Ids(),
            ["reference_policy_logprobs"] = randn(2, 5),
            ["token_mask"] = ones(2, 5),
            ["sample_mask"] = ones(2),
        };
        var loss = new DPOLossFn(new DPOLossConfig
        {
            ReferencePolicyKlPenalty = 0.5,
            PreferenceLossWeight = 1,
            SftLossWeight = 0,
            PreferenceAverageLogProbs = false,
            SftAverageLogProbs = false,
        });
        return loss.Compute(output, batch, GlobalNormalization.FromBatch(batch)).Loss;
    }

    private static Tensor Shard(Tensor logits, IProcessGroup group) => VocabParallelLogprobs.Apply(
        logits, Ids(), zeros([2, 5], dtype: @bool), float32, new VocabShard(group, 0, 11, 11), withEntropies: false);

    private sealed class Throwing : CheckedFunction<Throwing>
    {
        public static Tensor Of(Tensor x) => Apply([], x);

        protected override Tensor Forward(FunctionContext call) => call.Argument<Tensor>(0).clone();

        protected override List<Tensor> Backward(FunctionContext call, List<Tensor> saved, Tensor upstream) =>
            throw new InvalidOperationException("a defect");
    }

    private sealed class ThrowingNode : BackwardNode
    {
        public static Tensor Of(Tensor x)
        {
            var result = x.detach().clone();
            new ThrowingNode().Attach(result, x);
            return result;
        }

        protected override Tensor Backward(Tensor upstream) => throw new InvalidOperationException("a defect");

        public override void Release()
        {
        }
    }
}
