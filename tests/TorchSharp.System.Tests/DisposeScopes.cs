using static TorchSharp.torch;

namespace TorchSharp.Door.Tests;

public class DisposeScopes
{
    [Fact]
    public void A_scope_disposes_what_was_made_in_it()
    {
        Tensor inner, kept, outer;
        using (var scope = NewDisposeScope())
        {
            Assert.Same(scope, CurrentDisposeScope);
            using (var nested = NewDisposeScope())
            {
                inner = ones(1);
                outer = ones(1).MoveToOuterDisposeScope();
                kept = ones(1).DetachFromDisposeScope();
                Assert.Equal(1, nested.DisposablesCount);
                Assert.True(nested.Contains(inner));
            }
            Assert.True(inner.IsInvalid);
            Assert.False(outer.IsInvalid);
            Assert.Equal([outer], scope.DisposablesView);
        }
        Assert.True(outer.IsInvalid);
        Assert.False(kept.IsInvalid);
        kept.Dispose();
        Assert.Null(CurrentDisposeScope);
    }

    [Fact]
    public void Keeping_moving_and_attaching()
    {
        using var outer = NewDisposeScope();
        using var inner = NewDisposeScope();
        var (a, b, c) = (ones(1), ones(1), ones(1));
        Assert.Same(b, inner.DisposeEverythingBut(b));
        Assert.True(a.IsInvalid && c.IsInvalid && !b.IsInvalid);
        Assert.Equal(1, inner.DisposablesCount);
        var (d, e) = inner.MoveToOuter(ones(1), ones(1));
        Assert.True(outer.Contains(d) && outer.Contains(e));
        inner.Attach(d);
        Assert.False(outer.Contains(d));
        d.Dispose();
        Assert.Equal(1, inner.DisposablesCount);
        b.MoveToOtherDisposeScope(e);
        Assert.True(outer.Contains(b));
        Assert.Equal(3f, WrappedTensorDisposeScope(() => ones(1) + ones(1) + ones(1)).item<float>());
        Assert.Equal(1, inner.DisposablesCount);
    }

    [Fact]
    public void Statistics_add_up()
    {
        var statistics = DisposeScopeManager.Statistics;
        statistics.Reset();
        using (NewDisposeScope())
        {
            _ = ones(1);
            _ = ones(1).DetachFromDisposeScope();
            Assert.Equal(2, statistics.CreatedInScopeCount);
            Assert.Equal(1, statistics.DetachedFromScopeCount);
            Assert.Equal(2, statistics.ThreadTotalLiveCount);
        }
        Assert.Equal(1, statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void A_loop_in_scopes_does_not_grow()
    {
        var before = Tensor.TotalCount;
        for (var i = 0; i < 1000; i++)
        {
            using var scope = NewDisposeScope();
            var x = rand(8, requires_grad: true);
            (x.exp() / x.sum()).sum().backward();
            _ = x.grad;
        }
        Assert.True(Tensor.TotalCount <= before + 50, $"{Tensor.TotalCount} against {before}");
    }
}
