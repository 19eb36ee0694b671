using static LossDsl.Kernels.Tests.FusedLogprobsTests;

namespace LossDsl.Kernels.Tests;

/// <summary>
/// Gradients in place of the logits and in a new buffer are equal; in-place storage is refused where it is unsafe.
/// </summary>
public sealed class GradientStorageTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<ScalarType> Types() => [.. Widths.Types];

    [Theory]
    [MemberData(nameof(Types))]
    public unsafe void Over_the_logits(ScalarType type)
    {
        manual_seed(1);
        var leaf = randn([4, 6, 50]).to(type);
        var sample = Sample(leaf);
        var expected = Run(Fused, leaf, sample);

        leaf.requires_grad_();
        var logits = leaf * 1.0;
        var y = FusedLogprobs.Apply(logits, sample.Ids, sample.Absent, sample.Type, GradientStorage.InPlace);
        Assert.Equal(expected.Values, Numbers(y));
        var gradients = autograd.grad([y], [leaf, logits], [sample.Upstream.to(sample.Type)]);
        Assert.Equal(expected.Gradient, Numbers(gradients[0]));
        Assert.Equal(expected.Gradient, Numbers(logits));
        Assert.True(TensorMemory.GetPointer(gradients[1]) == TensorMemory.GetPointer(logits));
    }

    [Fact]
    public void Over_a_view_of_the_logits_nothing_beside_it_changes()
    {
        manual_seed(2);
        var leaf = randn([3, 5, 9]);
        var sample = Sample(leaf.narrow(1, 0, 4));
        var expected = Run(Fused, leaf.narrow(1, 0, 4), sample);

        leaf.requires_grad_();
        var logits = leaf * 1.0;
        var last = Numbers(logits.narrow(1, 4, 1));
        var y = FusedLogprobs.Apply(logits.narrow(1, 0, 4), sample.Ids, sample.Absent, float32, GradientStorage.InPlace);
        var gradient = autograd.grad([y], [leaf], [sample.Upstream.to(float32)])[0];
        Assert.Equal(expected.Gradient, Numbers(gradient.narrow(1, 0, 4)));
        Assert.All(Numbers(gradient.narrow(1, 4, 1)), v => Assert.Equal(0, v));
        Assert.Equal(last, Numbers(logits.narrow(1, 4, 1)));
    }

    [Fact]
    public void A_leaf_is_refused()
    {
        var leaf = randn([3, 9]).requires_grad_();
        using var buffer = new GradientBuffer();
        foreach (var place in new[] { GradientStorage.InPlace, buffer })
            Assert.Contains("leaf", Assert.Throws<InvalidOperationException>(() => With(leaf, place)).Message);
    }

    [Fact]
    public void Rows_that_share_memory_are_refused()
    {
        var expanded = (randn([1, 9]).requires_grad_() * 2).expand_as(zeros([4, 9]));
        Assert.Contains("overlap", Assert.Throws<InvalidOperationException>(() => With(expanded, GradientStorage.InPlace)).Message);
    }

    [Fact]
    public void Without_a_gradient_the_logits_stay()
    {
        var logits = randn([3, 9]);
        var before = Numbers(logits);
        With(logits, GradientStorage.InPlace);
        using (no_grad())
            With(randn([3, 9]).requires_grad_(), GradientStorage.InPlace);
        Assert.Equal(before, Numbers(logits));
    }

    // The backward of exp uses its own result, which must not be overwritten.
    [Fact]
    public void An_operator_that_still_needs_the_logits_fails_and_says_why()
    {
        var leaf = randn([3, 9]).requires_grad_();
        var y = With(leaf.exp(), GradientStorage.InPlace);
        var e = Assert.ThrowsAny<Exception>(() => y.sum().backward());
        Assert.Contains("modified by an inplace operation", e.Message);
    }

    [Fact]
    public void A_second_backward_fails_and_says_why()
    {
        var leaf = randn([3, 9]).requires_grad_();
        var y = With(leaf * 2, GradientStorage.InPlace).sum();
        y.backward(retain_graph: true);
        Assert.Contains("modified by an inplace operation", Assert.ThrowsAny<Exception>(() => y.backward()).Message);
    }

    [Fact]
    public unsafe void A_buffer_is_used_again_for_what_fits()
    {
        using var buffer = new GradientBuffer();
        var places = new HashSet<nint>();
        foreach (var rows in new long[] { 6, 6, 3, 5 })
        {
            manual_seed(rows);
            var leaf = randn([rows, 40]);
            var sample = Sample(leaf);
            var expected = Run(Fused, leaf, sample);
            leaf.requires_grad_();
            var logits = leaf * 1.0;
            var y = FusedLogprobs.Apply(logits, sample.Ids, sample.Absent, float32, buffer);
            var gradients = autograd.grad([y], [leaf, logits], [sample.Upstream.to(float32)]);
            Assert.Equal(expected.Gradient, Numbers(gradients[0]));
            places.Add((nint)TensorMemory.GetPointer(gradients[1]));
        }

        Assert.Single(places);
    }

    [Fact]
    public void A_buffer_serves_one_graph_at_a_time()
    {
        using var buffer = new GradientBuffer();
        var leaf = randn([6, 40]).requires_grad_();
        var logits = leaf * 1.0;
        var expected = autograd.grad([With(logits, GradientStorage.NewTensor).sum() + With(logits, GradientStorage.NewTensor).exp().sum()], [leaf])[0];
        var shared = autograd.grad([With(logits, buffer).sum() + With(logits, buffer).exp().sum()], [leaf])[0];
        Assert.Equal(Numbers(expected), Numbers(shared));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void With_known_derivatives_both_are_made_at_once(ScalarType type)
    {
        manual_seed(3);
        var logits = randn([3, 4, 5000]).to(type);
        var sample = Sample(logits);
        var expected = Run(Fused, logits, sample);
        var upstream = Numbers(sample.Upstream.to(sample.Type));

        var y = FusedLogprobs.GradientInPlace(logits, sample.Ids, sample.Absent, sample.Type, (row, _) => upstream[row]);
        var (values, gradient) = (Numbers(y), Numbers(logits));
        var relative = type == float64 ? 1e-13 : 4e-6;
        for (var i = 0; i < values.Length; i++)
            Assert.Equal(expected.Values[i], values[i], Math.Abs(expected.Values[i]) * relative);

        // A number that is nearly half way between two 16-bit numbers may be rounded to either.
        var (unit, least) = type switch
        {
            ScalarType.BFloat16 => (1.0 / 128, 0),
            ScalarType.Float16 => (1.0 / 1024, 6e-8),
            _ => (relative, 0.0),
        };
        for (var i = 0; i < gradient.Length; i++)
            Assert.Equal(expected.Gradient[i], gradient[i], (Math.Abs(expected.Gradient[i]) * unit) + least);
    }

    private static Tensor With(Tensor logits, GradientStorage place)
    {
        var rows = logits.shape[..^1];
        return FusedLogprobs.Apply(logits, zeros(rows, dtype: int64), zeros(rows, dtype: @bool), float32, place);
    }
}
