using LossDsl.Tests.Losses;
using LossDsl.Tests.Packing;
using LossDsl.Tests.Parallel;

namespace LossDsl.Tests.Outputs;

/// <summary>
/// Gradients of half-precision tensors are rounded once, after the multiplication with the upstream gradient: division by the
/// counts of a large step and multiplication with a loss scale that float16 cannot represent lose no precision.
/// </summary>
public sealed class HalfPrecisionTests : IDisposable
{
    private const int Width = 2;

    // The counts of the step and the loss scale: float16 rounds the reciprocal to 0 and the scale to infinity.
    private const double Large = 1 << 20;

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    // Token-separable losses and others, including those with two terms.
    public static TheoryData<string, ScalarType> Cases() => new(
        from loss in new[] { "nll", "pg_everything", "pg_sequence", "dpo", "dpo_sft", "entropy", "entropy_sequence" }
        from type in new[] { float16, ScalarType.BFloat16 }
        select (loss, type));

    // Those that log-probabilities determine.
    public static TheoryData<string, ScalarType> OverLogprobs() => new(
        from loss in new[] { "nll", "pg_everything", "pg_sequence", "dpo", "dpo_sft" }
        from type in new[] { float16, ScalarType.BFloat16 }
        select (loss, type));

    [Theory]
    [InlineData(32768, 0.0009765625)]
    [InlineData(65536, 0.001953125)]
    [InlineData(1 << 20, 0.03125)]
    public void A_loss_scale_reaches_the_gradient_before_it_is_rounded(double scale, double expected)
    {
        var hidden = tensor(new float[] { 1, 0 }).view(1, 2, 1).to(float16).requires_grad_();
        var weight = zeros([4096, 1], dtype: float16).requires_grad_();
        var bias = zeros([4096], dtype: float16).requires_grad_();
        var batch = new BatchedDataDict<NLLLossDataDict>
        {
            ["input_ids"] = tensor(new long[] { 0, 7 }).view(1, 2), ["token_mask"] = ones(1, 2), ["sample_mask"] = ones(1),
        };
        var loss = new NLLLoss().Compute(
            new HiddenStates(hidden, weight, bias), batch, new GlobalNormalization(tensor(1.0), tensor(8192.0))).Loss;

        (loss * scale).backward(retain_graph: true);

        Check();
        // The gradients that the first backward handed over are computed again.
        (hidden.grad, weight.grad, bias.grad) = (null, null, null);
        (loss * scale).backward();
        Check();

        void Check()
        {
            Assert.Equal(expected, Numbers(weight.grad!)[3]);
            Assert.Equal(expected, Numbers(bias.grad!)[3]);
            Assert.Equal(float16, weight.grad!.dtype);
            Assert.All(Numbers(hidden.grad!), entry => Assert.Equal(0, entry));
        }
    }

    // Each contribution is too small for float16, but their sum is not.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_gradient_of_hidden_states_is_summed_before_it_is_rounded(bool perRow)
    {
        var hidden = zeros([1, 2, 1], dtype: float16).requires_grad_();
        var weight = full([4096, 1], 1024, dtype: float16);
        weight[7] = 0;
        var batch = new BatchedDataDict<NLLLossDataDict>
        {
            ["input_ids"] = tensor(new long[] { 0, 7 }).view(1, 2), ["token_mask"] = ones(1, 2), ["sample_mask"] = ones(1),
        };
        var loss = new NLLLoss(dpoLoss: perRow).Compute(
            new HiddenStates(hidden, weight), batch, new GlobalNormalization(tensor(1.0), tensor(perRow ? 1 : 8192.0))).Loss;

        (loss.sum() * (perRow ? 1 / 8192.0 : 1)).backward();

        Assert.Equal(4095.0 / 4096 / 8192 * 1024, Numbers(hidden.grad!)[0], 1e-4);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Hidden_states(string loss, ScalarType type)
    {
        var sample = new Sample(loss, type);
        foreach (var chunk in new[] { 3, 100 })
            sample.Check(sample.Layer, leaves => (new HiddenStates(leaves[0], leaves[1], leaves[2]) { ChunkSize = chunk }, null));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Hidden_states_whose_logits_are_transformed(string loss, ScalarType type)
    {
        var sample = new Sample(loss, type);
        foreach (var (scale, softcap, temperature) in new (double, double?, double)[] { (1, 1.5, 1), (1.7, null, 0.6), (1.7, 1.5, 0.6) })
        {
            sample.Check(sample.Layer, leaves => (
                new HiddenStates(leaves[0], leaves[1], leaves[2])
                {
                    ChunkSize = 3, LogitScale = scale, LogitSoftcap = softcap, Temperature = temperature,
                }, null));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Packed_hidden_states(string loss, ScalarType type)
    {
        var sample = new Sample(loss, type, new Pack([4, 2, 5, 3], [1, 0, 2, 0]));
        sample.Check(sample.Layer, leaves => (
            new HiddenStates(sample.Pack!.Of(leaves[0], double.NaN), leaves[1], leaves[2]) { ChunkSize = 3 }, sample.Pack));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Logits_with_their_gradient_in_every_place(string loss, ScalarType type)
    {
        var sample = new Sample(loss, type);
        using var buffer = new GradientBuffer();
        foreach (var place in new[] { GradientStorage.NewTensor, GradientStorage.InPlace, buffer })
            sample.Check([sample.Logits], leaves => (ModelOutput.FromLogits(leaves[0] * 1, place), null));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Packed_logits(string loss, ScalarType type)
    {
        var sample = new Sample(loss, type, new Pack([4, 2, 5, 3], [1, 0, 2, 0]));
        sample.Check([sample.Logits], leaves => (sample.Pack!.Of(leaves[0], double.NaN), sample.Pack));
    }

    [Theory]
    [MemberData(nameof(OverLogprobs))]
    public void Log_probabilities(string loss, ScalarType type)
    {
        var sample = new Sample(loss, type);
        sample.Check([sample.Logits.narrow(1, 0, 4).max(-1).values - 3], leaves => (ModelOutput.FromLogprobs(leaves[0]), null));
    }

    [Theory]
    [InlineData(ScalarType.Float16, false)]
    [InlineData(ScalarType.Float16, true)]
    [InlineData(ScalarType.BFloat16, false)]
    [InlineData(ScalarType.BFloat16, true)]
    public void Rewards(ScalarType type, bool packed)
    {
        var sample = new Sample("preference", type, packed ? new Pack([4, 2, 5, 3], [1, 0, 2, 0]) : null);
        sample.Check(
            [sample.Logits.select(1, 0).select(1, 0)],
            leaves => (sample.Pack is null ? leaves[0] : sample.Pack.Of(leaves[0], double.NaN), sample.Pack));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Shards(string loss, ScalarType type)
    {
        var sample = new Sample(loss, type);
        var shards = new Shards([4, 3], 2);
        var all = shards with { Columns = [Width] };
        var expected = sample.Gradients([sample.Hidden, sample.Weight], float64, leaves => (new HiddenStates(leaves[0], leaves[1]), null));

        ThreadedProcessGroup.Run(shards.World, world =>
        {
            using var scope = NewDisposeScope();
            var (parallel, vocabulary, context) = shards.Groups(world);
            Tensor[] own =
            [
                all.Part(sample.Hidden, 0, context, double.NaN),
                shards.OfColumns(sample.Weight.t(), vocabulary).t(),
            ];
            var actual = sample.Gradients(own, type, leaves =>
                (ModelOutput.FromShard(new HiddenStates(leaves[0], leaves[1]) { ChunkSize = 3 }, parallel), null));
            Rounded(all.Part(expected[0], 0, context, 0) * 2, actual[0], type);
            return true;
        });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Shards_of_logits(string loss, ScalarType type)
    {
        var sample = new Sample(loss, type);
        var shards = new Shards([4, 3], 2);
        var expected = sample.Gradients([sample.Logits], float64, leaves => (leaves[0], null));

        ThreadedProcessGroup.Run(shards.World, world =>
        {
            using var scope = NewDisposeScope();
            var (parallel, vocabulary, context) = shards.Groups(world);
            var actual = sample.Gradients(
                [shards.Part(sample.Logits, vocabulary, context, double.NaN)], type, leaves => (ModelOutput.FromShard(leaves[0], parallel), null));
            Rounded(shards.Part(expected[0], vocabulary, context, 0) * 2, actual[0], type);
            return true;
        });
    }

    // The gradient of each rank's columns, in a vocabulary group only, where each rank sums over all positions.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Columns_of_the_output_layer(string loss, ScalarType type)
    {
        var sample = new Sample(loss, type);
        var shards = new Shards([4, 3], 1);
        var expected = sample.Gradients(sample.Layer, float64, leaves => (new HiddenStates(leaves[0], leaves[1], leaves[2]), null));

        ThreadedProcessGroup.Run(shards.World, world =>
        {
            using var scope = NewDisposeScope();
            var (parallel, vocabulary, _) = shards.Groups(world);
            Tensor[] own = [sample.Hidden, shards.OfColumns(sample.Weight.t(), vocabulary).t(), shards.OfColumns(sample.Bias, vocabulary)];
            var actual = sample.Gradients(own, type, leaves =>
                (ModelOutput.FromShard(new HiddenStates(leaves[0], leaves[1], leaves[2]) { ChunkSize = 3 }, parallel), null));
            Rounded(expected[0], actual[0], type);
            Rounded(shards.OfColumns(expected[1].t(), vocabulary).t(), actual[1], type);
            Rounded(shards.OfColumns(expected[2], vocabulary), actual[2], type);
            return true;
        });
    }

    // The error is that of float32, plus at most half a unit in the last place.
    private static void Rounded(Tensor expected, Tensor actual, ScalarType type)
    {
        var (exact, found) = (Numbers(expected), Numbers(actual));
        Assert.Equal(exact.Length, found.Length);
        Assert.Contains(found, entry => entry != 0);
        var (least, bits) = type == float16 ? (-14, 10) : (-126, 7);
        var slack = 3e-6 * exact.Max(Math.Abs);
        for (var i = 0; i < exact.Length; i++)
        {
            var exponent = exact[i] == 0 ? least : Math.Max(Math.ILogB(exact[i]), least);
            Assert.InRange(found[i], exact[i] - Half(exponent), exact[i] + Half(exponent));
        }

        double Half(int exponent) => 0.5 * Math.ScaleB(1, exponent - bits) + slack;
    }

    private static double[] Numbers(Tensor tensor) => tensor.to(float64).ToArray<double>();

    /// <summary>Inputs whose logits are exact even in bfloat16, so that only the gradient is rounded.</summary>
    private sealed class Sample
    {
        private readonly Subject _subject;
        private readonly ScalarType _type;
        private readonly BatchedDataDict _batch;

        public Sample(string loss, ScalarType type, Pack? pack = null)
        {
            manual_seed(41);
            (_subject, _type, Pack) = (Subject.All[loss], type, pack);
            (Hidden, Weight, Bias) = (Eighths([4, 5, Width]), Eighths([Batch.Vocabulary, Width]), Eighths([Batch.Vocabulary]));
            Logits = Hidden.matmul(Weight.t()) + Bias;
            _batch = _subject.Data(4, 5, float32);
            if (pack is not null)
                _batch["token_mask"] = _batch.GetTensor("token_mask") * pack.Owned(5).to(float32);
        }

        public Tensor Hidden { get; }

        public Tensor Weight { get; }

        public Tensor Bias { get; }

        public Tensor Logits { get; }

        public Pack? Pack { get; }

        public Tensor[] Layer => [Hidden, Weight, Bias];

        public void Check(Tensor[] inputs, Func<Tensor[], (ModelOutput Output, Pack? Pack)> form)
        {
            var (expected, actual) = (Gradients(inputs, float64, form), Gradients(inputs, _type, form));
            for (var i = 0; i < inputs.Length; i++)
                Rounded(expected[i], actual[i], _type);
        }

        /// <summary>The gradients of the scaled loss, divided by large counts.</summary>
        public Tensor[] Gradients(Tensor[] inputs, ScalarType type, Func<Tensor[], (ModelOutput Output, Pack? Pack)> form)
        {
            var batch = Batch.To(_batch, type == float64 ? float64 : float32);
            var totals = Subject.Totals(batch);
            totals = new GlobalNormalization(totals.ValidSequences! * Large, totals.ValidTokens! * Large);
            return [.. inputs.Select((input, i) =>
            {
                var leaves = inputs.Select(other => other.detach().to(type).contiguous().clone().requires_grad_()).ToArray();
                var (output, pack) = form(leaves);
                var gradient = _subject.Compute(new Subject.Call(
                    output, leaves[i], batch, totals, pack?.CuSeqlens(), pack?.CuSeqlensPadded(), Large)).Gradient;
                return tensor(gradient).view(input.shape);
            })];
        }

        private static Tensor Eighths(long[] shape) => randint(-8, 9, shape, dtype: float64) / 8;
    }
}
