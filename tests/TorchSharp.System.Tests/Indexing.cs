using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Door.Tests;

public class Indexing
{
    private static long[] Read(Tensor t) => t.data<long>().ToArray();

    [Fact]
    public void Ranges_and_positions()
    {
        using var scope = NewDisposeScope();
        var t = arange(24).view(2, 3, 4);
        Assert.Equal([2, 3, 3], t[.., .., 1..].shape);
        Assert.Equal([1L, 2, 3], Read(t[.., .., 1..])[..3]);
        Assert.Equal([2, 3, 3], t[.., .., ..^1].shape);
        Assert.Equal([20L, 21, 22, 23], Read(t[^1, ^1]));
        Assert.Equal([20L, 21, 22, 23], Read(t[-1, -1]));
        Assert.Equal([8L, 9, 10, 11], Read(t[0..1, 2..3].squeeze()));
        Assert.Equal([12L, 13, 14, 15], Read(t[1][0]));
        Assert.Equal(23L, t[1, 2, 3].item<long>());
        Assert.Equal([4L, 5, 6, 7], Read(t.slice(1, 1, 2, 1))[..4]);
        Assert.Contains("too many indices", Assert.Throws<ExternalException>(() => t[0][0][0][0]).Message);
        Assert.Contains("out of range", Assert.Throws<ExternalException>(() => t[2]).Message);
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
        var cube = zeros(1, 2, 2);
        cube[0, 1, 0] = tensor(3f);
        Assert.Equal([0f, 0, 3, 0], cube.data<float>().ToArray());
    }

    [Fact]
    public void A_gradient_finds_its_way_through_brackets()
    {
        using var scope = NewDisposeScope();
        var x = ones(3).requires_grad_();
        var t = zeros(3) + 0.0;
        t[1] = x[2] * 5.0;
        t.sum().backward();
        Assert.Equal([0f, 0, 5], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Gathering_and_scattering()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);
        var at = tensor(new long[] { 2, 0 }, [2, 1]);
        Assert.Equal([3f, 4], t.gather(1, at).data<float>().ToArray());
        Assert.Equal([1f, 2, 4, 5, 5, 6], t.clone().scatter_add_(1, at, ones(2, 1)).data<float>().ToArray());
        Assert.Equal([4f, 5, 6, 1, 2, 3], t.index_select(0, tensor(new long[] { 1, 0 })).data<float>().ToArray());
        Assert.Equal([1f, 2, 3, 6, 7, 8], t.clone().index_add_(0, tensor(new long[] { 1 }), ones(1, 3), 2).data<float>().ToArray());
        Assert.Equal([1f, 2, 3, 7, 8, 9], t.clone().index_copy_(0, tensor(new long[] { 1 }), tensor(new float[] { 7, 8, 9 }, [1, 3])).data<float>().ToArray());
        Assert.Equal([0f, 0, 0, 0, 5, 6], t.masked_fill(t < 5, 0).data<float>().ToArray());
        Assert.Equal([5f, 6], t.masked_select(t > 4).data<float>().ToArray());
        Assert.Equal([1f, 2, 3, 0, 0, 0], where(t < 4, t, zeros_like(t)).data<float>().ToArray());
        Assert.Equal([1L, 1, 1, 2], (t > 4).nonzero().data<long>().ToArray());
        Assert.Equal([2L, 1, 0], tensor(new[] { 3f, 2, 1 }).argsort().data<long>().ToArray());
    }
}
