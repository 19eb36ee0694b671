using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Door.Tests;

public class Gradients
{
    [Fact]
    public void Backward_fills_the_leaves()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1f, 2, 3 }, requires_grad: true);
        var y = (x * x).sum();
        Assert.True(y.requires_grad);
        Assert.Null(x.grad);
        y.backward();
        Assert.Equal([2f, 4, 6], x.grad!.data<float>().ToArray());
        (3.0 * x).sum().backward();
        Assert.Equal([5f, 7, 9], x.grad!.data<float>().ToArray());
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void Grad_returns_what_backward_would_add()
    {
        using var scope = NewDisposeScope();
        var x = tensor(2.0, requires_grad: true);
        var z = tensor(5.0, requires_grad: true);
        var y = x * x * x;
        var first = autograd.grad([y], [x], retain_graph: true, create_graph: true)[0];
        Assert.Equal(12, first.item<double>());
        Assert.Equal(12, autograd.grad([first], [x])[0].item<double>());
        Assert.Null(x.grad);
        Assert.True(autograd.grad([x.exp()], [x, z], allow_unused: true)[1].IsInvalid);
        var e = Assert.Throws<ExternalException>(() => autograd.grad([x.exp()], [z]));
        Assert.Contains("not have been used", e.Message);
    }

    [Fact]
    public void No_grad_records_nothing()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
            using (new AutoGradMode(true)) Assert.True((x * 2).requires_grad);
            Assert.False((x * 2).requires_grad);
        }
        Assert.True((x * 2).requires_grad);
        Assert.False(x.detach().requires_grad);
        Assert.Contains("does not require grad", Assert.Throws<ExternalException>(() => x.detach().sum().backward()).Message);
    }

    private sealed class Scale : autograd.SingleTensorFunction<Scale>
    {
        public override string Name => nameof(Scale);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var (x, factor, w) = ((Tensor)vars[0], (double)vars[1], (Tensor)vars[2]);
            ctx.save_data("factor", factor);
            ctx.save_for_backward([x, w]);
            Assert.False(AutoGradMode.IsEnabled);
            return x * factor * w;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            var saved = ctx.get_saved_variables();
            var factor = (double)ctx.get_data("factor");
            return [grad_output * factor * saved[1], null!, (grad_output * factor * saved[0]).sum()];
        }
    }

    [Fact]
    public void A_custom_function_differentiates_as_its_backward_says()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1f, 2 }, requires_grad: true);
        var w = tensor(3f, requires_grad: true);
        var y = Scale.apply(x, 10.0, w);
        Assert.Equal([30f, 60], y.data<float>().ToArray());
        Assert.True(y.requires_grad);
        (y * tensor(new[] { 1f, 2 })).sum().backward();
        Assert.Equal([30f, 60], x.grad!.data<float>().ToArray());
        Assert.Equal(50f, w.grad!.item<float>());
        Assert.False(Scale.apply(x.detach(), 1.0, w.detach()).requires_grad);
        using (no_grad()) Assert.False(Scale.apply(x, 1.0, w).requires_grad);
    }

    [Fact]
    public void A_second_backward_and_a_changed_input_are_refused()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1f, 2 }, requires_grad: true);
        var w = tensor(3f, requires_grad: true);
        var y = Scale.apply(x, 1.0, w).sum();
        y.backward();
        Assert.Contains("second time", Assert.Throws<ExternalException>(() => y.backward()).Message);

        var copy = x.clone();
        var z = Scale.apply(copy, 1.0, w).sum();
        using (no_grad()) copy.mul_(2);
        Assert.Contains("modified by an inplace operation", Assert.Throws<ExternalException>(() => z.backward()).Message);
    }

    private sealed class Failing : autograd.SingleTensorFunction<Failing>
    {
        public override string Name => nameof(Failing);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => ((Tensor)vars[0]).exp();

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => throw new NotSupportedException("this is what went wrong");
    }

    [Fact]
    public void An_exception_in_backward_comes_out_of_backward()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        var y = Failing.apply(x).sum();
        var e = Assert.Throws<ExternalException>(() => y.backward());
        Assert.Contains("this is what went wrong", e.Message);
        Assert.IsType<NotSupportedException>(e.InnerException);
        (x * 2).sum().backward();
        Assert.Equal([2f, 2], x.grad!.data<float>().ToArray());
        Assert.Null(Assert.Throws<ExternalException>(() => ones(2) + ones(3)).InnerException);
    }

    private sealed class Split : autograd.MultiTensorFunction<Split>
    {
        public override string Name => nameof(Split);

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            var rounded = x.clamp(-1, 1);
            ctx.mark_non_differentiable([rounded]);
            return [x.exp(), x, rounded, x.to(int64)];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
        {
            Assert.Equal(4, grad_outputs.Count);
            return [grad_outputs[0] * 100.0 + grad_outputs[1]];
        }
    }

    [Fact]
    public void Several_outputs_identity_and_integers()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, requires_grad: true);
        var outputs = Split.apply(x);
        Assert.True(outputs[0].requires_grad && outputs[1].requires_grad);
        Assert.False(outputs[2].requires_grad || outputs[3].requires_grad);
        outputs[0].sum().backward();
        Assert.Equal([100f, 100], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Functions_leave_nothing_behind()
    {
        var x = ones(2, requires_grad: true);
        var w = tensor(1f, requires_grad: true);
        void Once()
        {
            using var scope = NewDisposeScope();
            Scale.apply(x, 2.0, w).sum().backward();
            try { Failing.apply(x).sum().backward(); }
            catch (ExternalException) { }
        }

        Once();
        Settle();
        var before = Tensor.TotalCount;
        for (var i = 0; i < 200; i++) Once();
        Settle();
        Assert.True(Tensor.TotalCount <= before, $"{Tensor.TotalCount} against {before}");
    }

    private static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
