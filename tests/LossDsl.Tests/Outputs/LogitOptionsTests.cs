using LossDsl.Tests.Losses;
using LossDsl.Tests.Packing;
using LossDsl.Tests.Parallel;

namespace LossDsl.Tests.Outputs;

/// <summary>
/// Hidden states with a logit scale, a softcap or a temperature give the same as logits that are computed with torch's operators.
/// </summary>
public sealed class LogitOptionsTests : IDisposable
{
    private const int Width = 5;

    private static readonly Dictionary<string, Options> All = new()
    {
        ["factor"] = new(0.0625, null, 1),
        ["softcap"] = new(1, 1.5, 1),
        ["temperature"] = new(1, null, 0.6),
        ["factor and temperature"] = new(1.7, null, 0.6),
        ["all"] = new(1.7, 1.5, 0.6),
    };

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string, string> Cases() => new(
        from loss in Subject.All where loss.Value.Output == Batch.Logits
        from options in new[] { "all", "factor and temperature" }
        select (loss.Key, options));

    // One loss for each way of evaluation.
    public static TheoryData<string, string> Few() => new(
        from loss in new[] { "nll", "pg_everything", "dpo_sft" } from options in All.Keys select (loss, options));

    public static TheoryData<string, string> Plain() => new(
        from loss in new[] { "nll", "pg_kl", "dpo_sft" } from options in All.Keys select (loss, options));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Loss_metrics_and_all_gradients_are_those_of_the_logits(string loss, string options)
    {
        var sample = new Sample(loss, All[options], float64);
        foreach (var chunk in new[] { 1, 3, 100 })
            sample.Check(sample.Run(leaves => sample.States(leaves, chunk)), 1e-11);
    }

    [Theory]
    [MemberData(nameof(Few))]
    public void In_float32(string loss, string options)
    {
        var sample = new Sample(loss, All[options], float64);
        sample.Check(sample.Run(leaves => sample.States(leaves, 4), float32), 3e-6);
    }

    [Theory]
    [MemberData(nameof(Few))]
    public void Packed(string loss, string options)
    {
        var pack = new Pack([4, 2, 5, 3], [1, 0, 2, 0]);
        var sample = new Sample(loss, All[options], float64, pack);
        sample.Check(sample.Run(leaves => sample.States([pack.Of(leaves[0], double.NaN), .. leaves[1..]], 3), pack: pack), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Few))]
    public void Shards_of_vocabulary_and_context(string loss, string options)
    {
        var sample = new Sample(loss, All[options], float64);
        var (expected, shards) = (sample.Expected, new Shards([4, 3], 2));
        var all = shards with { Columns = [Width] };
        ThreadedProcessGroup.Run(shards.World, world =>
        {
            using var scope = NewDisposeScope();
            var (parallel, vocabulary, context) = shards.Groups(world);
            Tensor[] own =
            [
                all.Part(sample.Layer[0], 0, context, double.NaN),
                shards.OfColumns(sample.Layer[1].t(), vocabulary).t(),
                shards.OfColumns(sample.Layer[2], vocabulary),
            ];
            var actual = sample.Run(leaves => ModelOutput.FromShard(sample.States(leaves, 3), parallel), layer: own);
            Near(expected.Numbers, actual.Numbers, 1e-12);
            Near(Numbers(all.Part(tensor(expected.Gradients[0]).view(4, 5, Width), 0, context, 0) * 2), actual.Gradients[0], 1e-12);
            return true;
        });
    }

    [Theory]
    [MemberData(nameof(Few))]
    public void Columns_of_the_output_layer(string loss, string options)
    {
        foreach (var type in new[] { float64, float32 })
        {
            var sample = new Sample(loss, All[options], float64);
            var (expected, shards, relative) = (sample.Expected, new Shards([1, 5, 1], 1), type == float64 ? 1e-12 : 3e-6);
            ThreadedProcessGroup.Run(shards.World, world =>
            {
                using var scope = NewDisposeScope();
                var (parallel, vocabulary, _) = shards.Groups(world);
                Tensor[] own = [sample.Layer[0], shards.OfColumns(sample.Layer[1].t(), vocabulary).t(), shards.OfColumns(sample.Layer[2], vocabulary)];
                var actual = sample.Run(leaves => ModelOutput.FromShard(sample.States(leaves, 3), parallel), type, layer: own);
                var weight = tensor(expected.Gradients[1]).view(Batch.Vocabulary, Width);
                Near(expected.Numbers, actual.Numbers, relative);
                Near(expected.Gradients[0], actual.Gradients[0], relative);
                Near(Numbers(shards.OfColumns(weight.t(), vocabulary).t()), actual.Gradients[1], relative);
                Near(Numbers(shards.OfColumns(tensor(expected.Gradients[2]), vocabulary)), actual.Gradients[2], relative);
                return true;
            });
        }
    }

    // If a loss is called sequence by sequence, the rows are cut from the packed ones.
    [Theory]
    [InlineData("factor")]
    [InlineData("all")]
    public void Rows_of_packed_sequences_have_the_same_options(string options)
    {
        var pack = new Pack([4, 2], [1, 3]);
        var sample = new Sample("nll", All[options], float64);
        var states = (HiddenStates)((ModelOutput)sample.States([pack.Of(sample.Layer[0].narrow(0, 0, 2), 0), .. sample.Layer[1..]], 3))
            .UnpackRows(new PackedSequences(pack.CuSeqlens(), pack.CuSeqlensPadded()));

        Near(Numbers(sample.Logits(sample.Layer).narrow(0, 0, 1).narrow(1, 0, 4)), Numbers(states.ToLogits().narrow(0, 0, 1)), 1e-12);
        Assert.Equal(3, states.ChunkSize);
    }

    // A loss over the whole vocabulary.
    [Theory]
    [InlineData("factor", false)]
    [InlineData("softcap", false)]
    [InlineData("all", false)]
    [InlineData("all", true)]
    public void Logits_that_are_asked_for_as_a_whole(string options, bool half)
    {
        var sample = new Sample("nll", All[options], float64);
        var type = half ? ScalarType.BFloat16 : float64;
        var (leaves, expected) = (Leaves(sample.Layer, type), Leaves(sample.Layer.Select(leaf => leaf.to(type)), float64));

        var logits = sample.States(leaves, 3).ToLogits();
        logits.square().sum().backward();
        sample.Logits(expected).square().sum().backward();

        Assert.Equal(type, logits.dtype);
        Near(Numbers(sample.Logits(expected)), Numbers(logits), half ? 1e-2 : 1e-12);
        for (var i = 0; i < leaves.Length; i++)
            Near(Numbers(expected[i].grad!), Numbers(leaves[i].grad!), half ? 2e-2 : 1e-12);
    }

    // The gradient compared with finite differences, for losses without detached terms that depend on the logits.
    [Theory]
    [MemberData(nameof(Plain))]
    public void Gradients_are_what_the_loss_changes_by(string loss, string options)
    {
        const double Step = 1e-5;
        var sample = new Sample(loss, All[options], float64);
        var gradients = sample.Run(leaves => sample.States(leaves, 3)).Gradients;
        for (var i = 0; i < sample.Layer.Length; i++)
        {
            var size = gradients[i].Max(Math.Abs);
            foreach (var entry in new[] { 0, gradients[i].Length / 2, gradients[i].Length - 1 })
            {
                var slope = (Loss(i, entry, Step) - Loss(i, entry, -Step)) / (2 * Step);
                Assert.Equal(slope, gradients[i][entry], 1e-7 + 1e-6 * size);
            }
        }

        double Loss(int input, int entry, double step)
        {
            var moved = sample.Layer.Select(leaf => leaf.clone()).ToArray();
            moved[input].view(-1)[entry] += step;
            return sample.Run(leaves => sample.States(leaves, 3), layer: moved).Numbers[0];
        }
    }

    // On devices other than the CPU operators are used instead of kernels. Here a layout or type without a kernel causes the same.
    [Fact]
    public void Operators_and_kernels_agree()
    {
        manual_seed(43);
        var curve = new LogitTransform(1.7, 1.5, 0.6).Curve!.Value;
        var x = randn([6, 9]) * 2;
        var (expected, strided, fused) = (curve.Apply(x), x.t().contiguous().t(), x.clone());
        Assert.False(FusedSoftcap.Accepts(strided));
        curve.ApplyInPlace(strided);
        curve.ApplyInPlace(fused);
        Near(Numbers(expected), Numbers(strided), 1e-6);
        Near(Numbers(expected), Numbers(fused), 1e-6);

        var (ids, absent, upstream) = (randint(0, 9, [6], dtype: int64), tensor(new[] { false, false, true, false, false, true }), randn(6));
        var leaf = x.clone().requires_grad_();
        (TokenLogprobs.ComputeWithOperators(curve.Apply(leaf).unsqueeze(0), ids.unsqueeze(0), absent.unsqueeze(0), float32).squeeze(0) * upstream).sum().backward();
        // A masked NaN has no effect.
        fused[2] = double.NaN;
        Near(Numbers(leaf.grad!), Numbers(LogprobGradient.Compute(fused.clone(), ids, absent, upstream, float64, curve)), 1e-6);
        Near(Numbers(leaf.grad!), Numbers(LogprobGradient.Compute(fused.clone(), ids, absent, upstream, float32, curve)), 1e-6);

        var share = new VocabShard(null!, 0, 9, 9);
        var scores = ShardScores.Create(ids, absent, share);
        var lse = fused.masked_fill(absent.unsqueeze(-1), 0).to(float64).logsumexp(-1);
        foreach (var dtype in new[] { float32, float64 })
            Near(Numbers(leaf.grad!), Numbers(scores.Gradient(fused, absent, new WholeRows(lse, null), upstream, dtype, dtype, curve)), 1e-6);
    }

    [Theory]
    [InlineData("softcap")]
    [InlineData("all")]
    public void Masked_hidden_states_change_no_bit(string options)
    {
        var sample = new Sample("nll", All[options], float64);
        var poisoned = sample.Layer[0].clone();
        poisoned.select(1, 4).fill_(double.NaN);

        var (clean, other) = (
            sample.Run(leaves => sample.States(leaves, 3)),
            sample.Run(leaves => sample.States(leaves, 3), layer: [poisoned, .. sample.Layer[1..]]));

        Assert.Equal(clean.Numbers, other.Numbers);
        Assert.Equal(clean.Gradients, other.Gradients);
    }

    // A logit far above the softcap has gradient 0, and an infinite one has no NaN gradient.
    [Fact]
    public void Logits_far_above_the_softcap_get_no_gradient()
    {
        var hidden = tensor(new[] { 1e30f, 0 }).view(1, 2, 1).requires_grad_();
        var weight = tensor(new[] { 1e30f, 0, -1 }).view(3, 1).requires_grad_();
        var batch = new BatchedDataDict<NLLLossDataDict>
        {
            ["input_ids"] = tensor(new long[] { 0, 1 }).view(1, 2), ["token_mask"] = ones(1, 2), ["sample_mask"] = ones(1),
        };

        var loss = new NLLLoss().Compute(new HiddenStates(hidden, weight) { LogitSoftcap = 2 }, batch, GlobalNormalization.FromBatch(batch)).Loss;
        loss.backward();

        Assert.Equal(Math.Log(Math.Exp(2) + 1 + Math.Exp(-2)), loss.item<float>(), 1e-6);
        Assert.Equal(0, Numbers(hidden.grad!)[0]);
        Assert.All(Numbers(weight.grad!), entry => Assert.False(double.IsNaN(entry)));
    }

    // Cohere multiplies, Granite divides, Gemma uses a softcap, each as in its own code.
    [Fact]
    public void The_models_that_they_are_made_for()
    {
        manual_seed(47);
        var (hidden, weight) = (randn([1, 3, 4], dtype: float64), randn([6, 4], dtype: float64));
        var logits = hidden.matmul(weight.t());

        Near(Numbers(logits * 0.0625), Numbers(new HiddenStates(hidden, weight) { LogitScale = 0.0625 }.ToLogits()), 1e-14);
        Near(Numbers(logits / 16), Numbers(new HiddenStates(hidden, weight) { LogitScale = 1 / 16.0 }.ToLogits()), 1e-14);
        Near(Numbers((logits / 30).tanh() * 30), Numbers(new HiddenStates(hidden, weight) { LogitSoftcap = 30 }.ToLogits()), 1e-14);
        Near(Numbers((logits / 30).tanh() * 30 / 0.7), Numbers(
            new HiddenStates(hidden, weight) { LogitSoftcap = 30, Temperature = 0.7 }.ToLogits()), 1e-14);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-30)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1e-40)]
    [InlineData(1e300)]
    public void What_no_number_can_be_is_refused_at_construction(double value)
    {
        var (hidden, weight) = (zeros(1, 2, 3), zeros(4, 3));
        var errors = new[]
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new HiddenStates(hidden, weight) { LogitScale = value }),
            Assert.Throws<ArgumentOutOfRangeException>(() => new HiddenStates(hidden, weight) { LogitSoftcap = value }),
            Assert.Throws<ArgumentOutOfRangeException>(() => new HiddenStates(hidden, weight) { Temperature = value }),
        };

        Assert.Equal(["LogitScale", "LogitSoftcap", "Temperature"], errors.Select(error => error.ParamName));
        Assert.All(errors, error => Assert.Contains(
            FormattableString.Invariant($"expected a finite number above 0, from 1E-18 to 1E+18, got {value}; leave it"), error.Message));
    }

    [Fact]
    public void By_default_nothing_is_done()
    {
        var states = new HiddenStates(zeros(1, 2, 3), zeros(4, 3)) { LogitSoftcap = null };
        Assert.Equal((1, null, 1), (states.LogitScale, states.LogitSoftcap, states.Temperature));
    }

    private static double[] Numbers(Tensor tensor) => tensor.to(float64).ToArray<double>();

    private static Tensor[] Leaves(IEnumerable<Tensor> layer, ScalarType type) =>
        [.. layer.Select(leaf => leaf.detach().to(type).contiguous().clone().requires_grad_())];

    private static void Near(double[] expected, double[] actual, double relative)
    {
        Assert.Equal(expected.Length, actual.Length);
        var size = Math.Max(expected.Max(Math.Abs), 0.1);
        for (var i = 0; i < expected.Length; i++)
            Assert.InRange(actual[i], expected[i] - relative * size, expected[i] + relative * size);
    }

    private sealed record Options(double Scale, double? Softcap, double Temperature);

    private sealed class Sample
    {
        private readonly Subject _subject;
        private readonly Options _options;
        private readonly BatchedDataDict _batch;

        public Sample(string loss, Options options, ScalarType type, Pack? pack = null)
        {
            manual_seed(23);
            (_subject, _options) = (Subject.All[loss], options);
            // Logits for which the divergence does not lose the compared digits by cancellation.
            Layer = [randn([4, 5, Width], dtype: type) / 2, randn([Batch.Vocabulary, Width], dtype: type), randn([Batch.Vocabulary], dtype: type)];
            _batch = _subject.Data(4, 5, type);
            if (pack is not null)
                _batch["token_mask"] = _batch.GetTensor("token_mask") * pack.Owned(5).to(type);
        }

        /// <summary>Hidden states, weight and bias.</summary>
        public Tensor[] Layer { get; }

        /// <summary>What the logits give.</summary>
        public (double[] Numbers, double[][] Gradients) Expected => field = field.Numbers is null ? Run(leaves => Logits(leaves)) : field;

        public HiddenStates States(Tensor[] leaves, long chunk) => new(leaves[0], leaves[1], leaves[2])
        {
            ChunkSize = chunk, LogitScale = _options.Scale, LogitSoftcap = _options.Softcap, Temperature = _options.Temperature,
        };

        /// <summary>The formula in torch's operators.</summary>
        public Tensor Logits(Tensor[] leaves)
        {
            var logits = (leaves[0].matmul(leaves[1].t()) + leaves[2]) * _options.Scale;
            return (_options.Softcap is { } softcap ? (logits / softcap).tanh() * softcap : logits) / _options.Temperature;
        }

        public (double[] Numbers, double[][] Gradients) Run(
            Func<Tensor[], ModelOutput> form, ScalarType? type = null, Pack? pack = null, Tensor[]? layer = null)
        {
            var dtype = type ?? float64;
            var batch = Batch.To(_batch, dtype);
            var outcomes = (layer ?? Layer).Select((_, i) =>
            {
                // Backward frees the graph.
                var leaves = Leaves(layer ?? Layer, dtype);
                return _subject.Compute(new Subject.Call(
                    form(leaves), leaves[i], batch, Subject.Totals(batch), pack?.CuSeqlens(), pack?.CuSeqlensPadded()));
            }).ToList();
            return ([outcomes[0].Loss, .. outcomes[0].Metrics], [.. outcomes.Select(outcome => outcome.Gradient)]);
        }

        public void Check((double[] Numbers, double[][] Gradients) actual, double relative)
        {
            var expected = Expected;
            Near(expected.Numbers, actual.Numbers, relative);
            for (var i = 0; i < expected.Gradients.Length; i++)
                Near(expected.Gradients[i], actual.Gradients[i], relative);
        }
    }
}
