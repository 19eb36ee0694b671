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
            using (var nested = NewDisposeScope())
            {
                inner = ones(1);
                outer = ones(1).MoveToOuterDisposeScope();
                kept = ones(1).DetachFromDisposeScope();
                Assert.Same(nested, inner.OwningDisposeScope);
            }
            Assert.True(inner.IsInvalid);
            Assert.False(outer.IsInvalid);
            Assert.Same(scope, outer.OwningDisposeScope);
        }
        Assert.True(outer.IsInvalid);
        Assert.False(kept.IsInvalid);
        kept.Dispose();
        Assert.Null(DisposeScopeManager.ThreadSingleton.CurrentDisposeScope);
    }

    [Fact]
    public void A_scope_may_end_before_an_inner_one()
    {
        using var outer = NewDisposeScope();
        var middle = NewDisposeScope();
        using var inner = NewDisposeScope();
        middle.Dispose();
        Assert.Same(outer, ones(1).MoveToOuterDisposeScope().OwningDisposeScope);
        inner.Dispose();
        Assert.Same(outer, ones(1).OwningDisposeScope);
    }

    [Fact]
    public void Statistics_add_up()
    {
        var statistics = DisposeScopeManager.Statistics;
        var before = statistics.ThreadTotalLiveCount;
        Tensor kept;
        using (NewDisposeScope())
        {
            _ = ones(1);
            kept = ones(1).DetachFromDisposeScope();
            Assert.Equal(2, statistics.ThreadTotalLiveCount - before);
        }
        Assert.Equal(1, statistics.ThreadTotalLiveCount - before);
        kept.Dispose();
        Assert.Equal(before, statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void A_loop_in_scopes_does_not_grow()
    {
        var before = Tensor.TotalCount;
        for (var i = 0; i < 1000; i++)
        {
            using var scope = NewDisposeScope();
            var x = rand([8], requires_grad: true);
            (x.exp() / x.sum()).sum().backward();
            _ = x.grad;
        }
        Assert.True(Tensor.TotalCount <= before + 50, $"{Tensor.TotalCount} against {before}");
    }
}
