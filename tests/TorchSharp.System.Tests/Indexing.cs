using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Door.Tests;

public class Indexing
{
    private static Tensor Grid() => arange(24).view(2, 3, 4);

    private static long[] Read(Tensor t) => t.data<long>().ToArray();

    [Fact]
    public void Ranges_and_slices()
    {
        using var scope = NewDisposeScope();
        var t = Grid();
        Assert.Equal([2, 3, 3], t[.., .., 1..].shape);
        Assert.Equal([1L, 2, 3], Read(t[.., .., 1..])[..3]);
        Assert.Equal([2, 3, 3], t[TensorIndex.Ellipsis, ..^1].shape);
        Assert.Equal([20L, 21, 22, 23], Read(t[^1, -1]));
        Assert.Equal([0L, 2], Read(t[0, 0, TensorIndex.Slice(step: 2)]));
        Assert.Equal([8L, 9, 10, 11], Read(t[0, 2..3].squeeze(0)));
        Assert.Equal([12L, 13, 14, 15], Read(t[1][0]));
        Assert.Equal([1, 2, 3, 4], t[TensorIndex.None].shape);
        Assert.Equal([2, 3, 1, 4], t[.., .., TensorIndex.None].shape);
        Assert.Equal(23L, t[1, 2, 3].item<long>());
        Assert.Equal([4L, 5, 6, 7], Read(t.slice(1, 1, 2, 1))[..4]);
        Assert.Contains("too many indices", Assert.Throws<ExternalException>(() => t[0, 0, 0, 0]).Message);
    }

    [Fact]
    public void Index_tensors_and_masks()
    {
        using var scope = NewDisposeScope();
        var t = Grid();
        Assert.Equal([12L, 0], Read(t[tensor(new long[] { 1, 0 })][.., 0, 0]));
        Assert.Equal([4L, 20], Read(t[tensor(new long[] { 0, 1 }), tensor(new long[] { 1, 2 })][.., 0]));
        Assert.Equal([2L, 6, 10], Read(t[0, TensorIndex.Colon, TensorIndex.Tensor(tensor(2L))]));
        Assert.Equal([3L, 7, 11], Read(t[0, .., TensorIndex.Tensor(tensor(new long[] { 3 }))].squeeze(-1)));
        Assert.Equal([20L, 21, 22, 23], Read(t[t > 19]));
        Assert.Equal([22L, 23], Read(t.masked_select(t > 21)));
        Assert.Equal([1, 2, 3, 4], t[TensorIndex.Bool(true)].shape);
        Assert.Equal([0, 2, 3, 4], t[TensorIndex.Bool(false)].shape);
    }

    [Fact]
    public void Writing_through_brackets()
    {
        using var scope = NewDisposeScope();
        var t = zeros(2, 3);
        t[0, 1] = tensor(5f);
        t[1] = tensor(new[] { 1f, 2, 3 });
        t[.., 2..] = tensor(new[] { 7f });
        Assert.Equal([0f, 5, 7, 1, 2, 7], t.data<float>().ToArray());
        t[t > 6] = tensor(0f);
        Assert.Equal([0f, 5, 0, 1, 2, 0], t.data<float>().ToArray());
        t[tensor(new long[] { 1 })] = ones(1, 3);
        t[TensorIndex.Ellipsis, 0] = zeros(1, 2);
        Assert.Equal([0f, 5, 0, 0, 1, 1], t.data<float>().ToArray());
        t.index_put_(1, tensor(new long[] { 0 }), tensor(new long[] { 2 }));
        t.index_put_(ones(2), [tensor(new long[] { 0, 0 }), tensor(new long[] { 1, 1 })], accumulate: true);
        Assert.Equal([0f, 7, 1, 0, 1, 1], t.data<float>().ToArray());
    }

    [Fact]
    public void Gathering_and_scattering()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);
        var at = tensor(new long[] { 2, 0 }, [2, 1]);
        Assert.Equal([3f, 4], t.gather(1, at).data<float>().ToArray());
        Assert.Equal([3f, 4], gather(t, 1, at).data<float>().ToArray());
        Assert.Equal([0f, 0, 9, 9, 0, 0], zeros(2, 3).scatter_(1, at, full([2, 1], 9.0)).data<float>().ToArray());
        Assert.Equal([1f, 2, 4, 5, 5, 6], t.clone().scatter_add_(1, at, ones(2, 1)).data<float>().ToArray());
        Assert.Equal([3f, 6], t.index_select(1, tensor(new[] { 2L })).data<float>().ToArray());
        Assert.Equal([2f, 4, 6], zeros(3).index_add_(0, tensor(new[] { 0L, 1, 2 }), tensor(new[] { 1f, 2, 3 }), 2).data<float>().ToArray());
        Assert.Equal([1f, 0, 3], tensor(new[] { 1f, 2, 3 }).masked_fill(tensor(new[] { false, true, false }), 0).data<float>().ToArray());
        Assert.Equal([1f, -1, 3], where(tensor(new[] { true, false, true }), tensor(new[] { 1f, 2, 3 }), tensor(-1f)).data<float>().ToArray());
        Assert.Equal([1f, 1, 2, 2], tensor(new[] { 1f, 2 }).repeat_interleave(2).data<float>().ToArray());
        Assert.Equal([1f, 2, 2], tensor(new[] { 1f, 2 }).repeat_interleave(tensor(new[] { 1L, 2 })).data<float>().ToArray());
        var (sorted, order) = tensor(new[] { 3f, 1, 2 }).sort(descending: true);
        Assert.Equal([3f, 2, 1], sorted.data<float>().ToArray());
        Assert.Equal([0L, 2, 1], order.data<long>().ToArray());
        Assert.Equal([2, 5], cat([t, ones(2, 2)], 1).shape);
        Assert.Equal([2, 2, 3], stack([t, t]).shape);
        Assert.Equal([1f, 4], t.unbind(1)[0].data<float>().ToArray());
        Assert.Equal([3L, 2], t.split([2, 1], 1).Select(s => s.numel() / 2 + 1).ToArray());
        Assert.Equal([0f, 1, 2, 0], nn.functional.pad(tensor(new[] { 1f, 2 }), (1, 1)).data<float>().ToArray());
    }

    [Fact]
    public void Slicing_leaves_nothing_behind()
    {
        using var t = Grid();
        var before = Tensor.TotalCount;
        for (var i = 0; i < 100; i++)
        {
            using var a = t[.., 1.., TensorIndex.None];
            using var b = t[0, TensorIndex.Colon, 1];
            t[0, 1..] = b.sum();
        }
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.True(Tensor.TotalCount <= before, $"{Tensor.TotalCount} against {before}");
    }
}
