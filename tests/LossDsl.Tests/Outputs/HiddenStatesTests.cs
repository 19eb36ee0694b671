using LossDsl.Tests.Losses;
using LossDsl.Tests.Packing;

namespace LossDsl.Tests.Outputs;

/// <summary>Hidden states with an output layer give the same as their logits, for any chunk size.</summary>
public sealed class HiddenStatesTests : IDisposable
{
    private const int Width = 5;

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string, long, bool> Cases() => new(
        from loss in Subject.All where loss.Value.Output == Batch.Logits
        from chunk in new long[] { 1, 3, 100 }
        from bias in new[] { false, true }
        select (loss.Key, chunk, bias));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Loss_metrics_and_all_gradients_are_those_of_the_logits(string loss, long chunk, bool bias)
    {
        var (layer, batch) = Sample(loss, bias, float64);
        Same(loss, layer.Of(chunk), layer, batch, 1e-12);
    }

    [Theory]
    [InlineData("pg_everything")]
    [InlineData("dpo_sft")]
    public void In_float32(string loss)
    {
        var (layer, batch) = Sample(loss, bias: true, float32);
        Same(loss, layer.Of(4), layer, batch, 2e-6);
    }

    [Theory]
    [InlineData("nll")]
    [InlineData("dpo")]
    public void In_half_precision(string loss)
    {
        var (layer, batch) = Sample(loss, bias: true, float32);
        layer = layer.To(ScalarType.BFloat16);
        Same(loss, layer.Of(4), layer, batch, 2e-2);
    }

    // A loss may compute in another type than the model's.
    [Theory]
    [InlineData(ScalarType.Float32, ScalarType.Float64)]
    [InlineData(ScalarType.Float64, ScalarType.Float32)]
    [InlineData(ScalarType.Float16, ScalarType.Float64)]
    public void Log_probabilities_in_another_type(ScalarType type, ScalarType asked)
    {
        var layer = Sample("nll", bias: true, float64).Layer.To(type);
        var (exact, ids) = (layer.To(float64), randint(0, Batch.Vocabulary, [4, 4], dtype: int64));
        var absent = rand([4, 4]) < 0.3;
        var expected = ((ModelOutput)exact.Logits()).Logprobs(ids, absent, float64);
        var actual = layer.Of(3).Logprobs(ids, absent, asked);
        expected.sum().backward();
        actual.sum().backward();

        var relative = type == float16 ? 2e-3 : 1e-6;
        Assert.Equal(asked, actual.dtype);
        Near(Numbers(expected), Numbers(actual), relative);
        foreach (var (leaf, other) in exact.Leaves.Zip(layer.Leaves))
        {
            Assert.Equal(type, other.grad!.dtype);
            Near(Numbers(leaf.grad!), Numbers(other.grad!), relative);
        }
    }

    // Hidden states at positions without a prediction, including NaN, affect neither the weight's gradient nor anything else.
    [Theory]
    [InlineData("nll")]
    [InlineData("dpo")]
    public void Masked_hidden_states_change_no_bit(string loss)
    {
        var (layer, batch) = Sample(loss, bias: true, float32);
        var clean = Run(loss, layer.Of(3), layer, batch);
        var absent = batch.GetTensor("token_mask") == 0;
        var unused = cat([absent.narrow(1, 1, absent.size(1) - 1), ones_like(absent).narrow(1, 0, 1)], 1).unsqueeze(-1);
        var poisoned = layer with { Hidden = layer.Hidden.detach().masked_fill(unused, double.NaN).requires_grad_() };

        var other = Run(loss, poisoned.Of(3), poisoned, batch);

        Assert.Equal(clean.Numbers, other.Numbers);
        for (var i = 0; i < clean.Gradients.Length; i++)
            Assert.Equal(clean.Gradients[i], other.Gradients[i]);
    }

    [Theory]
    [InlineData("nll")]
    [InlineData("pg_everything_sequence")]
    [InlineData("dpo_sft")]
    public void Packed(string loss)
    {
        var (layer, batch) = Sample(loss, bias: true, float64);
        var pack = new Pack([4, 2, 5, 3], [1, 0, 2, 0]);
        batch["token_mask"] = batch.GetTensor("token_mask") * pack.Owned(5).to(float64);
        var subject = Subject.All[loss];
        var whole = Run(loss, null, layer, batch);

        var outcomes = layer.Leaves.Select(leaf => subject.Compute(new Subject.Call(
            new HiddenStates(pack.Of(layer.Hidden, double.NaN), layer.Weight, layer.Bias) { ChunkSize = 3 }, leaf, batch, Subject.Totals(batch), pack.CuSeqlens(), pack.CuSeqlensPadded()))).ToList();

        Near(whole.Numbers, [outcomes[0].Loss, .. outcomes[0].Metrics], 1e-12);
        for (var i = 0; i < outcomes.Count; i++)
            Near(whole.Gradients[i], outcomes[i].Gradient, 1e-12);
    }

    [Theory]
    [InlineData("nll")]
    [InlineData("dpo")]
    public void What_is_frozen_gets_no_gradient(string loss)
    {
        var (layer, batch) = Sample(loss, bias: true, float64);
        layer = layer with { Weight = layer.Weight.detach(), Bias = layer.Bias!.detach() };

        var result = Subject.All[loss].Compute(new Subject.Call(layer.Of(3), layer.Hidden, batch, Subject.Totals(batch)));

        Near(Subject.All[loss].Compute(new Subject.Call(layer.Logits(), layer.Hidden, batch, Subject.Totals(batch))).Gradient, result.Gradient, 1e-12);
    }

    // The gradient that is computed in forward is that of the loss alone, whatever is done with the loss afterwards.
    [Theory]
    [InlineData("nll")]
    [InlineData("pg_ppo")]
    public void A_loss_that_is_scaled_scales_the_gradients(string loss)
    {
        var (layer, batch) = Sample(loss, bias: false, float64);
        var expected = Run(loss, null, layer, batch).Gradients[1];

        var value = loss == "nll"
            ? new NLLLoss().Compute(layer.Of(3), (BatchedDataDict<NLLLossDataDict>)batch, Subject.Totals(batch)).Loss
            : new ClippedPGLossFn(Subject.Ppo).Compute(layer.Of(3), (BatchedDataDict<ClippedPGLossDataDict>)batch, Subject.Totals(batch)).Loss;
        (value * 0.25).backward();

        Near([.. expected.Select(entry => entry / 4)], Numbers(layer.Weight.grad!), 1e-12);
    }

    // The gradient of the weight is handed over without a copy: changes by its owner must not affect a second backward.
    [Fact]
    public void A_second_backward_is_not_spoilt_by_what_was_done_to_the_first_gradient()
    {
        var (layer, batch) = Sample("nll", bias: true, float64);
        var expected = Run("nll", null, layer, batch).Gradients;
        var value = new NLLLoss().Compute(layer.Of(3), (BatchedDataDict<NLLLossDataDict>)batch, Subject.Totals(batch)).Loss;

        value.backward(retain_graph: true);
        layer.Weight.grad!.fill_(double.NaN);
        layer.Bias!.grad!.zero_();
        (layer.Hidden.grad, layer.Weight.grad, layer.Bias.grad) = (null, null, null);
        (value * 1).backward(retain_graph: true);

        Near(expected[0], Numbers(layer.Hidden.grad!), 1e-12);
        Near(expected[1], Numbers(layer.Weight.grad!), 1e-12);
        Near(expected[2], Numbers(layer.Bias.grad!), 1e-12);

        value.backward();
        Near([.. expected[1].Select(entry => 2 * entry)], Numbers(layer.Weight.grad!), 1e-12);
    }

    [Fact]
    public void What_does_not_belong_together_is_refused()
    {
        var (layer, batch) = Sample("nll", bias: true, float32);
        var totals = Subject.Totals(batch);
        var nll = (BatchedDataDict<NLLLossDataDict>)batch;

        Assert.StartsWith("weight: expected float32 like hidden, got float64",
            Assert.Throws<ArgumentException>(() => new HiddenStates(layer.Hidden, layer.Weight.to(float64))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new HiddenStates(layer.Hidden, layer.Weight) { ChunkSize = 0 });
        Assert.Equal(["weight: expected [V, H] = [V, 5], got [7, 4]"],
            Violations(new HiddenStates(layer.Hidden, layer.Weight.narrow(1, 0, 4))));
        Assert.Equal(["bias: expected [V] = [7], got [6]"],
            Violations(new HiddenStates(layer.Hidden, layer.Weight, layer.Bias!.narrow(0, 0, 6))));
        Assert.Equal(["hidden: expected [B, S, H] = [4, 5, H], got [4, 4, 5]"],
            Violations(new HiddenStates(layer.Hidden.narrow(1, 0, 4), layer.Weight)));
        Assert.StartsWith("rewards: expected [2*P], got hidden states",
            Assert.Throws<ArgumentException>(() => new PreferenceLoss().Compute(
                layer.Of(3), Batch.Preference(4, 5), totals)).Message);

        IEnumerable<string> Violations(HiddenStates states) => Assert.Throws<BatchValidationException>(
            () => new NLLLoss().Compute(states, nll, totals)).Violations.Select(found => $"{found.Key}: {found.Problem}");
    }

    private static (Layer Layer, BatchedDataDict Batch) Sample(string loss, bool bias, ScalarType dtype)
    {
        manual_seed(23);
        var layer = new Layer(
            randn([4, 5, Width], dtype: dtype).requires_grad_(),
            randn([Batch.Vocabulary, Width], dtype: dtype).requires_grad_(),
            bias ? randn([Batch.Vocabulary], dtype: dtype).requires_grad_() : null);
        return (layer, Subject.All[loss].Data(4, 5, dtype));
    }

    private static void Same(string loss, ModelOutput states, Layer layer, BatchedDataDict batch, double relative)
    {
        var expected = Run(loss, null, layer, batch);
        var actual = Run(loss, states, layer, batch);
        Near(expected.Numbers, actual.Numbers, relative);
        for (var i = 0; i < expected.Gradients.Length; i++)
            Near(expected.Gradients[i], actual.Gradients[i], relative);
    }

    private static (double[] Numbers, double[][] Gradients) Run(string loss, ModelOutput? output, Layer layer, BatchedDataDict batch)
    {
        // Backward frees the graph, so the logits are computed again.
        var outcomes = layer.Leaves.Select(leaf => Subject.All[loss].Compute(
            new Subject.Call(output ?? layer.Logits(), leaf, batch, Subject.Totals(batch)))).ToList();
        return ([outcomes[0].Loss, .. outcomes[0].Metrics], [.. outcomes.Select(outcome => outcome.Gradient)]);
    }

    private static double[] Numbers(Tensor tensor) => tensor.to(float64).ToArray<double>();

    private static void Near(double[] expected, double[] actual, double relative)
    {
        Assert.Equal(expected.Length, actual.Length);
        var size = Math.Max(expected.Max(Math.Abs), 0.1);
        for (var i = 0; i < expected.Length; i++)
            Assert.InRange(actual[i], expected[i] - relative * size, expected[i] + relative * size);
    }

    private sealed record Layer(Tensor Hidden, Tensor Weight, Tensor? Bias)
    {
        public Tensor[] Leaves => Bias is null ? [Hidden, Weight] : [Hidden, Weight, Bias];

        public HiddenStates Of(long chunk) => new(Hidden, Weight, Bias) { ChunkSize = chunk };

        public Tensor Logits() => new HiddenStates(Hidden, Weight, Bias).ToLogits();

        public Layer To(ScalarType dtype) => new(Leaf(Hidden, dtype), Leaf(Weight, dtype), Bias is null ? null : Leaf(Bias, dtype));

        private static Tensor Leaf(Tensor tensor, ScalarType dtype) => tensor.detach().to(dtype).requires_grad_();
    }
}
